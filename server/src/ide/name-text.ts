import { describeMember, type MemberEntry, type NameEntry } from '../knowledge/names';
import { meaningOf, structureNamed } from '../knowledge/structure-meanings';
import { structures } from '../knowledge/structures';
import { blocks, bullets, declared, fenced, footer, pageLink } from './markdown';
import { mistakesText, type RuleSummary } from './rule-text';

/** Markdown of what the tables say of a name that is no function. Built `rules` are linked. */
export const nameText = (name: string, entry: NameEntry, rules: readonly RuleSummary[] = []): string =>
  blocks([
    `**${entry.summary}**`,
    ...(entry.kind === 'structure' ? structureParts(name, entry) : [valueText(name, entry), bullets(entry.facts)]),
    mistakesText(entry.rules, rules),
    footer([kindText(entry), pageLink(entry.page)]),
  ]);

function kindText({ kind, of }: NameEntry): string {
  const [first = '', ...rest] = kind;
  const named = `${first.toUpperCase()}${rest.join('')}`;
  if (of === undefined) return named;
  const target = of.includes(' ') ? of : `\`${of}\``;
  if (kind === 'structure') return `Pointer to ${target}`;
  return kind === 'address family' ? `${named}, with ${target}` : `${named} of ${target}`;
}

/** Who owns it; then the members where something is known of them, and the declaration where not; then the rest. */
function structureParts(name: string, { value = '', facts }: NameEntry): string[] {
  const structure = structureNamed(name);
  const members = structure === undefined ? '' : membersText(structure);
  const ownership = structure === undefined ? undefined : meaningOf(structure).ownership;
  const rest = facts.filter((fact) => fact !== ownership);
  return [
    ownership === undefined ? '' : `Ownership: ${ownership}`,
    members === '' && value !== '' ? fenced(value.split('\n')) : members,
    rest.length === 0 ? '' : `Notes:\n${bullets(rest)}`,
  ];
}

/** A value as an equation, a declaration as it is; a macro is no equal of what it stands for. */
function valueText(name: string, { kind, value = '' }: NameEntry): string {
  if (value === '') return '';
  if (kind === 'macro') return `It stands for \`${value}\`.`;
  return fenced(/\n|;$/.test(value) ? value.split('\n') : [`${name} = ${value}`]);
}

/** The members of a structure with what is known of each; nothing where nothing is known of any. */
function membersText(structure: string): string {
  const members = Object.hasOwn(structures, structure) ? Object.keys(structures[structure] ?? {}) : [];
  const known = members.flatMap((member) => {
    const entry = describeMember(structure, member);
    if (entry === undefined) return [];
    // The type of a slot says no more than its name.
    const isSlot = entry.type.startsWith('PFN_');
    return [{ about: entry.about, declaration: isSlot ? member : declared(entry.type, member) }];
  });
  if (!known.some(({ about }) => about !== '')) return '';
  return bullets(
    known.map(({ about, declaration }) => (about === '' ? `\`${declaration}\`` : `\`${declaration}\`: ${about}`)),
  );
}

/** Markdown of a member of a structure; `page` is that of the structure. */
export const memberText = (structure: string, member: string, entry: MemberEntry, page: string): string =>
  blocks([
    entry.about === '' ? undefined : `**${entry.about}**`,
    fenced([`${declared(entry.type, member)};`]),
    footer([`Member of \`${structure}\``, pageLink(page)]),
  ]);
