/** A parameter as a page of the API reference lists it. */
export interface PageParameter {
  readonly name: string;
  readonly direction: 'in' | 'out' | 'inout' | 'not given';
  readonly optional: boolean;
  /** Names that have a heading of their own below the parameter: flags, enumerators. */
  readonly values: readonly string[];
}

/** What a page of the API reference says in places that a tool can find. */
export interface DdiPage {
  /** The name in its title, without what follows it: `PFN_WSK_BIND`, `WskRegister`, `WSK_BUF`. */
  readonly title: string;
  readonly irql: string;
  readonly since: string;
  readonly parameters: readonly PageParameter[];
  /** The return codes that have a row of their own, without the row for all others. */
  readonly returns: readonly string[];
  readonly members: readonly PageMember[];
}

export interface PageMember {
  readonly name: string;
  /** The pages of function pointers that the text on the member leads to, such as `nc-wsk-pfn_wsk_bind`. */
  readonly leadsTo: readonly string[];
}

interface Section {
  readonly heading: string;
  readonly body: string;
}

/** The parts of a text that begin with a heading of a level; what stands before the first one is left out. */
function sections(text: string, level: 2 | 3 | 4): Section[] {
  const mark = '#'.repeat(level);
  const parts = text.split(new RegExp(`^${mark} +`, 'm')).slice(1);
  return parts.map((part) => {
    const end = part.indexOf('\n');
    return end < 0 ? { heading: part.trim(), body: '' } : { heading: part.slice(0, end).trim(), body: part.slice(end) };
  });
}

const sectionOf = (text: string, heading: string): string =>
  sections(text, 2).find((section) => section.heading === heading)?.body ?? '';

/** One line of a field of the head of a page; blanks are one. */
const fieldOf = (text: string, field: string): string =>
  (new RegExp(`^${field}:[ \\t]*(.*)$`, 'm').exec(text)?.[1] ?? '')
    .replaceAll(/<[^>]*>|\\(?=[_<>])/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll(/\s+/g, ' ')
    .trim();

function directionOf(marks: string): PageParameter['direction'] {
  const reads = /\bin(?:_|\b)/i.test(marks);
  const writes = /\bout(?:_|\b)/i.test(marks);
  if (reads && writes) return 'inout';
  if (writes) return 'out';
  return reads ? 'in' : 'not given';
}

/** The terms of a definition list or table, as the older pages have them. */
const termsOf = (html: string): string[] =>
  [...html.matchAll(/<dt>(?:<b>)*([A-Za-z]\w*)(?:<\/b>)*<\/dt>/g)].map(([, name = '']) => name);

/** Flags and enumerators below a parameter: headings of their own on most pages, rows of a table on some. */
function valuesOf(body: string): string[] {
  const headings = sections(body, 4).map(({ heading }) => heading);
  return [...headings, ...termsOf(body)].filter((name) => /^(?:[A-Z][A-Z0-9]*_\w+|Wsk\w+)$/.test(name));
}

/** `Irp [in, out]`: the name, and what stands in the brackets. */
function parameterOf({ heading, body }: Section): PageParameter {
  const [, name = '', marks = ''] = /^-param\s+(\S+)\s*(?:\[(.*)\])?/.exec(heading) ?? [];
  return {
    name,
    direction: directionOf(marks),
    optional: /\boptional\b|_opt(?:_|\b)/i.test(marks),
    values: valuesOf(body),
  };
}

function memberOf({ heading, body }: Section): PageMember {
  const name = /^-field\s+(\S+)/.exec(heading)?.[1] ?? '';
  const leadsTo = [...body.matchAll(/\/(nc-wsk-pfn_\w+)/g)].map(([, page = '']) => page);
  return { name, leadsTo: [...new Set(leadsTo)] };
}

/** Reads the text of a page of the API reference. */
export function readDdiPage(page: string): DdiPage {
  const text = page.replaceAll('\r\n', '\n');
  return {
    title: /^title:[ \t]*"?(\w+)/m.exec(text)?.[1] ?? '',
    irql: fieldOf(text, 'req\\.irql'),
    since: fieldOf(text, 'req\\.target-min-winverclnt'),
    parameters: sections(sectionOf(text, '-parameters'), 3).map(parameterOf),
    returns: termsOf(sectionOf(text, '-returns')),
    members: sections(sectionOf(text, '-struct-fields'), 3).map(memberOf),
  };
}
