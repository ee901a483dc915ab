import { nodeAt } from '../src/flow/analysis';
import { ENTRY, type Label, type Region, type Symbol, type Value } from '../src/flow/state/terms';
import type { Range } from '../src/flow/state/range';
import type { FunctionDefinition, Unit } from '../src/model/unit';
import type { Node } from '../src/syntax/tree';
import { lineTable, type LineTable } from '../src/text/lines';

/**
 * Terms of the flow engine in the words of the function: parameters by their names, and `F()@12` for what the call of F in
 * line 12 returned.
 */
export class TermText {
  readonly #unit: Unit;
  readonly #definition: FunctionDefinition;
  readonly #lines: LineTable;
  /** What one call has made, numbered in the order in which it is printed. */
  readonly #made = new Map<string, string[]>();

  constructor(unit: Unit, definition: FunctionDefinition) {
    this.#unit = unit;
    this.#definition = definition;
    this.#lines = lineTable(unit.file.text);
  }

  /** The line of a node, counted from 1. */
  lineOf(node: Node): number {
    return this.#lines.positionAt(this.#unit.tree.start(node)).line + 1;
  }

  value(value: Value): string {
    switch (value.kind) {
      case 'number':
        return value.name ?? `${value.value}`;
      case 'named':
      case 'function':
        return value.name;
      case 'address':
        return `&${this.region(value.region)}`;
      case 'symbol':
        return this.#symbol(value);
    }
  }

  region({ place }: Region): string {
    switch (place.is) {
      case 'variable':
        return place.variable.name;
      case 'result':
        return 'result';
      case 'pointee':
        return `*${this.#inner(this.#symbol(place.symbol))}`;
      case 'member': {
        const of = place.of.place;
        return of.is === 'pointee'
          ? `${this.#inner(this.#symbol(of.symbol))}->${place.name}`
          : `${this.region(place.of)}.${place.name}`;
      }
    }
  }

  /** What is known of a number: `== 0`, `>= 0 and != 259`. */
  range({ least, greatest, not }: Range): string {
    if (least === greatest) return `== ${least}`;
    if (greatest === -1 && least === -Infinity) return 'is a failure (< 0)';
    const bounds = [least > -Infinity ? `>= ${least}` : '', greatest < Infinity ? `<= ${greatest}` : ''];
    return [...bounds, ...not.map((value) => `!= ${value}`)].filter((part) => part !== '').join(' and ');
  }

  #symbol({ key, origin }: Symbol): string {
    switch (origin.from) {
      case 'parameter':
        return this.#definition.parameters[origin.index]?.name ?? key;
      case 'memory':
        return origin.since === ENTRY
          ? this.region(origin.region)
          : `${this.region(origin.region)}, unknown since ${this.#at(origin.since)}`;
      case 'call':
        return this.#fromCall(origin.at, origin.part);
      case 'merge':
        return `${this.region(origin.region)}, either of two`;
      case 'operation':
        return this.#operation(
          origin.operator,
          origin.operands.map((operand) => this.#inner(this.value(operand))),
        );
      case 'earlier':
        return `${this.value(origin.value)}, a turn before`;
      case 'older':
        return `${this.region(origin.holder)}, some turns before`;
    }
  }

  #fromCall(at: Label, part: string): string {
    const call = this.#at(at);
    if (part === '') return call;
    if (part === 'completion') return `status that ${call} is completed with`;
    const known = this.#made.get(call) ?? [];
    this.#made.set(call, known);
    if (!known.includes(part)) known.push(part);
    return `${part.startsWith('unknown') ? 'unknown from' : 'made in'} ${call} #${known.indexOf(part) + 1}`;
  }

  #operation(operator: string, operands: readonly string[]): string {
    const [left = '', right] = operands;
    return right === undefined ? `${operator}${left}` : `${left} ${operator} ${right}`;
  }

  /** `F()@12`, or what else stands there; nothing but a number is known of a place where paths meet. */
  #at(label: Label): string {
    if (label < 0) return `point ${Math.abs(label)}`;
    const node = nodeAt(this.#definition, label);
    const { tree } = this.#unit;
    const callee = tree.kind(node) === 'call_expression' ? tree.field(node, 'function') : undefined;
    const text = callee === undefined ? shortened(tree.textOf(node)) : `${lastName(tree.textOf(callee))}()`;
    return `${text}@${this.lineOf(node)}`;
  }

  /** In parentheses where it is more than a name. */
  #inner(text: string): string {
    return /^[\w:.>()@-]+$/.test(text) ? text : `(${text})`;
  }
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

const LONGEST = 40;

/** `Socket->Dispatch->WskSend` is WskSend. */
const lastName = (callee: string): string => /(\w+)\W*$/.exec(callee)?.[1] ?? callee;
