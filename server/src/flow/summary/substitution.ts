import type { EvaluatedCall } from '../step/call';
import type { Case } from '../state/case';
import type { FunctionContext } from '../step/context';
import { calculate } from '../step/operation';
import { ENTRY, isLost, type Region, type Symbol, type Value } from '../state/terms';

/** Longer names are cut down to a number: a symbol only has to differ from others. */
const LONGEST_NAME = 120;

/** Puts what the caller knows in the place of what a called function was given. */
export class Substitution {
  readonly #context: FunctionContext;
  readonly #call: EvaluatedCall;
  readonly #before: Case;
  /** The ways to end, and the uses, of one function name the same things again and again. */
  readonly #values = new Map<Value, Value>();
  readonly #regions = new Map<Region, Region | undefined>();

  constructor(context: FunctionContext, call: EvaluatedCall, before: Case) {
    this.#context = context;
    this.#call = call;
    this.#before = before;
  }

  value(value: Value): Value {
    let here = this.#values.get(value);
    if (here === undefined) this.#values.set(value, (here = this.#valueOf(value)));
    return here;
  }

  #valueOf(value: Value): Value {
    if (value.kind === 'address') {
      const region = this.region(value.region);
      return region === undefined ? this.#made(value) : this.#context.terms.addressOf(region);
    }
    return value.kind === 'symbol' ? this.#symbol(value) : this.#context.terms.same(value);
  }

  /** The region as the caller names it; undefined for a local of the called function. */
  region(region: Region): Region | undefined {
    const known = this.#regions.get(region);
    if (known !== undefined || this.#regions.has(region)) return known;
    const here = this.#regionOf(region);
    this.#regions.set(region, here);
    return here;
  }

  #regionOf({ place }: Region): Region | undefined {
    const { terms } = this.#context;
    switch (place.is) {
      case 'variable':
        return place.variable.kind === 'global' || place.variable.kind === 'static'
          ? terms.variable(place.variable)
          : undefined;
      case 'result':
        return undefined;
      case 'pointee':
        return terms.pointee(this.value(place.symbol));
      case 'member': {
        const of = this.region(place.of);
        return of === undefined ? undefined : terms.member(of, place.name);
      }
    }
  }

  #symbol(symbol: Symbol): Value {
    const { origin } = symbol;
    switch (origin.from) {
      case 'parameter':
        return this.#call.arguments[origin.index]?.value ?? this.#made(symbol);
      case 'memory': {
        const region = origin.since === ENTRY ? this.region(origin.region) : undefined;
        return region === undefined ? this.#made(symbol) : this.#before.read(region);
      }
      case 'operation': {
        const [left, right] = origin.operands.map((operand) => this.value(operand));
        return left === undefined
          ? this.#made(symbol)
          : calculate(this.#context, this.#call.node, origin.operator, left, right);
      }
      default:
        return this.#made(symbol);
    }
  }

  /** What the called function made is made, for the caller, by the call. */
  #made(value: Value): Value {
    const name = value.key.length > LONGEST_NAME ? `${value.id}` : value.key;
    const kind = value.kind === 'symbol' && isLost(value) ? 'unknown' : 'made';
    return this.#context.terms.symbol({
      from: 'call',
      at: this.#context.terms.label(this.#call.node),
      part: `${kind} ${name}`,
    });
  }
}
