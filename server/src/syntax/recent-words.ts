import type { Span } from '../text/span';

/** C's own words, which are neither the name of a type nor of anything else. */
const KEYWORDS = new Set(
  [
    'auto break case char const continue default do double else enum extern float for goto if inline int long register',
    'restrict return short signed sizeof static struct switch typedef union unsigned void volatile while _Bool _Atomic',
    '__int8 __int16 __int32 __int64 __try __except __finally __leave __inline __restrict constexpr bool',
  ].flatMap((line) => line.split(' ')),
);

/** Types that functions return: what stands behind one is a macro, such as a calling convention. */
const RETURN_TYPES = new Set('NTSTATUS VOID BOOLEAN BOOL INT LONG ULONG PVOID HANDLE SIZE_T DWORD'.split(' '));

const MACRO_NAME = /^[A-Z][A-Z0-9_]+$/;

export const isKeyword = (word: string): boolean => KEYWORDS.has(word);

/** The last three words of a scan; empty ones where it began before there were any. */
export class RecentWords {
  private readonly text: string;
  private firstStart: number;
  private firstEnd: number;
  private secondStart: number;
  private secondEnd: number;
  private thirdStart: number;
  private thirdEnd: number;
  /** How many words stood side by side, with nothing between. */
  private inRow = 0;

  constructor(text: string, from: number) {
    this.text = text;
    this.firstStart = this.firstEnd = from;
    this.secondStart = this.secondEnd = from;
    this.thirdStart = this.thirdEnd = from;
  }

  add(start: number, end: number, isNextToLast: boolean): void {
    this.firstStart = this.secondStart;
    this.firstEnd = this.secondEnd;
    this.secondStart = this.thirdStart;
    this.secondEnd = this.thirdEnd;
    this.thirdStart = start;
    this.thirdEnd = end;
    this.inRow = isNextToLast ? this.inRow + 1 : 1;
  }

  /** The next word counts as the first of its row. */
  breakRow(): void {
    this.inRow = -1;
  }

  last(): string {
    return this.text.slice(this.thirdStart, this.thirdEnd);
  }

  startOfLast(): number {
    return this.thirdStart;
  }

  beforeLast(): string {
    return this.text.slice(this.secondStart, this.secondEnd);
  }

  /**
   * The macro among three names side by side, of which C has two at most, a type and what it declares: `PAGED NTSTATUS
   * Start`. It counts as gone from then on.
   */
  takeMacro(): Span | undefined {
    if (this.inRow < 3) return undefined;
    const names = [this.text.slice(this.firstStart, this.firstEnd), this.beforeLast(), this.last()] as const;
    if (names.some(isKeyword)) return undefined;
    const [first, second] = names;
    this.inRow = 2;
    if (MACRO_NAME.test(first) && !RETURN_TYPES.has(first)) return { start: this.firstStart, end: this.firstEnd };
    if (!MACRO_NAME.test(second)) return undefined;
    const macro = { start: this.secondStart, end: this.secondEnd };
    this.secondStart = this.firstStart;
    this.secondEnd = this.firstEnd;
    return macro;
  }
}
