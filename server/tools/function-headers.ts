/** Where a function seems to begin: found without a grammar, to count what a parser loses. */
export interface FunctionHeader {
  readonly name: string;
  /** The offset of the brace that opens its body, in UTF-16 units. */
  readonly body: number;
}

const TOKEN =
  /\/\*[^]*?(?:\*\/|(?![^]))|\/\/.*|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?|^[ \t]*#(?:\\\r?\n|\/\*[^]*?\*\/|.)*|[^]/gm;

/**
 * The functions of a C text: a brace outside all braces with a parenthesis before it.
 * Each branch of an `#if` is counted from the depth at which the `#if` stands; what `#if 0` turns off is not.
 */
export function functionHeaders(text: string): FunctionHeader[] {
  const scan = new HeaderScan();
  for (const { 0: token, index } of text.matchAll(TOKEN)) scan.read(token, index);
  return scan.headers;
}

interface Branches {
  readonly depth: number;
  readonly isOff: boolean;
  /** The depth at which the first branch ended, once there is another. */
  firstEnd: number | undefined;
}

class HeaderScan {
  readonly headers: FunctionHeader[] = [];
  private depth = 0;
  /** What was read since the last declaration ended. */
  private pending = '';
  private readonly branches: Branches[] = [];

  read(token: string, at: number): void {
    if (token.trimStart().startsWith('#')) this.directive(/^\s*#\s*(\w*)\s*(.*)/.exec(token) ?? []);
    else if (token.startsWith('//') || token.startsWith('/*')) this.pending += ' ';
    else if (this.branches.every(({ isOff }) => !isOff)) this.code(token, at);
  }

  private directive([, name = '', rest = '']: readonly string[]): void {
    if (name.startsWith('if')) {
      const isOff = name === 'if' && /^\(?\s*0\b/.test(rest);
      this.branches.push({ depth: this.depth, isOff, firstEnd: undefined });
    } else if (name.startsWith('el')) this.nextBranch();
    else if (name === 'endif') this.endBranches();
    this.pending += ' ';
  }

  private nextBranch(): void {
    const branches = this.branches.pop();
    if (branches === undefined) return;
    const firstEnd = branches.firstEnd ?? (branches.isOff ? undefined : this.depth);
    this.depth = branches.depth;
    this.branches.push({ depth: branches.depth, isOff: false, firstEnd });
  }

  /** A lone branch that opens a brace, such as `extern "C" {`, is for another language. */
  private endBranches(): void {
    const branches = this.branches.pop();
    if (branches !== undefined) this.depth = branches.firstEnd ?? branches.depth;
  }

  private code(token: string, at: number): void {
    if (this.depth === 0) this.outside(token, at);
    if (token === '{') this.depth++;
    else if (token === '}') this.depth = Math.max(0, this.depth - 1);
  }

  private outside(token: string, at: number): void {
    if (token === '{') {
      const name = nameOfHeader(this.pending);
      if (name !== undefined) this.headers.push({ name, body: at });
    }
    this.pending = token === '{' || token === ';' || token === '}' ? '' : this.pending + token;
  }
}

/** The name that a text before a brace gives to a function; undefined where it is no function's. */
function nameOfHeader(pending: string): string | undefined {
  const header = pending.replace(/\b_[A-Z]\w*_\s*(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?/g, ' ').trim();
  if (!header.endsWith(')') || /^typedef\b|=/.test(header)) return undefined;
  const names = [...header.matchAll(/(\w+)\s*\(/g)].map(([, name]) => name);
  return names.find(
    (name) => name !== undefined && !/^(?:__(?:declspec|attribute__|drv\w*|in\w*|out\w*)|DECLSPEC\w*)$/.test(name),
  );
}
