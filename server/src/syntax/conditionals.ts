import type { Conditions } from './conditions';
import type { Erasures } from './erasures';
import type { Omission } from './parser';
import type { Place, SavedPlace } from './place';
import type { Directive } from './scanner';

interface Conditional {
  readonly label: string;
  /** The directives so far, the `#if` first. */
  readonly directives: Directive[];
  /** Where the scan was when the branch began; undefined where only one branch stays. */
  kept: SavedPlace | undefined;
  /** Whether the one branch that stays has been seen. */
  isSettled: boolean;
  isActive: boolean;
  /** What is known of the condition of the branch that the scan is in. */
  value: boolean | undefined;
  /** Whether the condition of a branch before it is known to be true. */
  isTaken: boolean;
}

const OPENING = new Set(['if', 'ifdef', 'ifndef']);
const BETWEEN = new Set(['else', 'elif', 'elifdef', 'elifndef']);

export const isConditional = (name: string): boolean => OPENING.has(name) || BETWEEN.has(name) || name === 'endif';

/**
 * Chooses which branches of `#if` stay.
 * - A branch whose condition is known to be false goes, and so do those behind one that is known to be true.
 * - Between declarations all others stay, with their directives, so that no function is lost.
 * - Anywhere else the first of the others stays: two of them side by side would be one statement twice, or half a one.
 *   That is so too where a branch turns out to end within a declaration.
 */
export class Conditionals {
  readonly omissions: Omission[] = [];
  /** Those of the omissions that were read before they went. */
  readonly dropped: Omission[] = [];
  private readonly open: Conditional[] = [];
  /** Conditionals that opened within a branch that goes. */
  private skipped = 0;
  private readonly text: string;
  private readonly place: Place;
  private readonly erasures: Erasures;
  private readonly conditions: Conditions;

  constructor(text: string, place: Place, erasures: Erasures, conditions: Conditions) {
    this.text = text;
    this.place = place;
    this.erasures = erasures;
    this.conditions = conditions;
  }

  /** Whether what the scan reads stays. */
  isActive(): boolean {
    return this.open.at(-1)?.isActive ?? true;
  }

  /** Whether an `#if` waits for its `#endif`. */
  areOpen(): boolean {
    return this.open.length > 0;
  }

  read(directive: Directive): void {
    if (OPENING.has(directive.name)) this.begin(directive);
    else if (directive.name === 'endif') this.end(directive);
    else this.next(directive);
  }

  /** A branch that goes and has no end goes to the end of the file. */
  finish(): void {
    if (!this.isActive()) this.leave(this.open.at(-1), this.text.length);
  }

  private begin(directive: Directive): void {
    if (!this.isActive()) {
      this.skipped++;
      return;
    }
    const value = this.conditions.of(this.text, directive);
    const kept = value === undefined && this.place.isBetweenDeclarations() ? this.place.save() : undefined;
    const isActive = value !== false;
    const state = { kept, isSettled: isActive, isActive, value, isTaken: false };
    this.open.push({ label: this.labelOf(directive), directives: [directive], ...state });
    if (kept === undefined) this.erase(directive);
  }

  private next(directive: Directive): void {
    if (this.skipped > 0) return;
    const conditional = this.open.at(-1);
    if (conditional === undefined) this.erase(directive);
    else if (conditional.kept !== undefined) this.nextOfAll(conditional, directive);
    else this.nextOfOne(conditional, directive);
  }

  private nextOfAll(conditional: Conditional, directive: Directive): void {
    this.settleBranch(conditional, directive.start);
    if (conditional.kept === undefined) {
      this.nextOfOne(conditional, directive);
      return;
    }
    conditional.kept = this.place.save();
    conditional.directives.push(directive);
  }

  private nextOfOne(conditional: Conditional, directive: Directive): void {
    if (!conditional.isActive) this.leave(conditional, directive.start);
    this.erase(directive);
    conditional.directives.push(directive);
    conditional.isTaken ||= conditional.value === true;
    conditional.value = this.conditions.of(this.text, directive);
    conditional.isActive = !conditional.isSettled && conditional.value !== false;
    conditional.isSettled ||= conditional.isActive;
  }

  private end(directive: Directive): void {
    if (this.skipped > 0) {
      this.skipped--;
      return;
    }
    const conditional = this.open.pop();
    if (conditional?.kept !== undefined) this.settleBranch(conditional, directive.start);
    if (conditional?.isActive === false) this.leave(conditional, directive.start);
    if (conditional?.kept === undefined) this.erase(directive);
  }

  /** Where a branch ends within a declaration: the first stays alone, another goes. */
  private settleBranch(conditional: Conditional, end: number): void {
    if (this.place.isBetweenDeclarations()) return;
    if (conditional.directives.length > 1) {
      const dropped = this.leave(conditional, end);
      if (dropped !== undefined) this.dropped.push(dropped);
      if (conditional.kept !== undefined) this.place.restore(conditional.kept);
      return;
    }
    conditional.kept = undefined;
    conditional.directives.forEach((directive) => {
      this.erase(directive);
    });
  }

  /** Drops the branch behind the last directive of the conditional. */
  private leave(conditional: Conditional | undefined, end: number): Omission | undefined {
    const directive = conditional?.directives.at(-1);
    if (conditional === undefined || directive === undefined || directive.end >= end) return undefined;
    this.erasures.add(directive.end, end);
    const reason = `#${directive.name} branch of '${conditional.label}'`;
    const kind = conditional.value === false || conditional.isTaken ? 'dead branch' : 'open branch';
    const omission: Omission = { start: directive.end, end, reason, kind };
    this.omissions.push(omission);
    return omission;
  }

  private erase({ start, end }: Directive): void {
    this.erasures.add(start, end);
  }

  private labelOf({ start, end }: Directive): string {
    return this.text
      .slice(start, Math.min(end, start + 80))
      .replace(/\/[/*].*|\s+$/gs, '')
      .replace(/\s+/g, ' ')
      .trim();
  }
}
