import { indicationParts, type IndicationParts } from '../../model/indication-parts';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Analysis } from '../analysis';
import { eventCallbacks, type EventCallback } from './callbacks';
import { isConstant } from '../constant';

/** A place where a function takes the first part of what was received for all of it. */
export interface FirstPartOnly {
  readonly node: Node;
  /** What there may be more of: MDLs behind the first, or indications. */
  readonly more: 'MDLs' | 'indications';
  /** The parameter that leads to the indications, where there may be more of them. */
  readonly list: string | undefined;
}

const MAPPINGS = /^(?:MmGetSystemAddressForMdl(?:Safe)?|MmGetMdlVirtualAddress)$/;

/** Calls that do nothing with what they are given that a reader of the data would do. */
const HARMLESS = /trace|log|print|debug|assert|unreferenced|dbg|^WskRelease$|->WskRelease$/i;

/** The length of one MDL, the next one, or a function that goes through them. */
const LOOKS_AT_MDLS = /ByteCount|NDIS_MDL_LINKAGE|NdisGetNextMdl|NdisQueryMdl/;

/** Which parameters of WskReceiveEvent say how many bytes there are, and how many of them the driver takes. */
const [INDICATED, ACCEPTED] = [3, 4] as const;

/** The first such place of each function of a file, in the order of the text. */
export function firstPartsOnly(analysis: Analysis): FirstPartOnly[] {
  const { unit } = analysis;
  const callbacks = new Map(
    eventCallbacks(analysis, 'WskReceiveEvent', 'WskReceiveFromEvent').map((by) => [by.definition, by] as const),
  );
  return analysis.functions.flatMap((definition) => {
    if (!definition.parsed || !/\bBuffer\b/.test(unit.tree.textOf(definition.body))) return [];
    const by = callbacks.get(definition);
    const reading = new Reading(unit, definition, by);
    return reading.chainAsOne() ?? (by && reading.listAsOne(by)) ?? [];
  });
}

/** How one function reads what was received. */
class Reading {
  readonly #unit: Unit;
  readonly #body: Node;
  readonly #parts: IndicationParts;
  readonly #calls: readonly Node[];

  constructor(unit: Unit, definition: FunctionDefinition, by: EventCallback | undefined) {
    const total = by === undefined ? undefined : definition.parameters[INDICATED]?.name;
    this.#unit = unit;
    this.#body = definition.body;
    this.#parts = indicationParts(unit, definition, total);
    this.#calls = unit.tree.descendants(definition.body, 'call_expression');
  }

  /** All bytes of an indication are read where its first MDL is mapped, and nobody asks how long that is. */
  chainAsOne(): FirstPartOnly | undefined {
    const { tree } = this.#unit;
    const mapping = this.#calls.find((call) => this.#mapped(call) !== undefined);
    const node = mapping === undefined ? undefined : this.#mapped(mapping);
    if (node === undefined || LOOKS_AT_MDLS.test(tree.textOf(this.#body))) return undefined;
    if (this.#goesOn((owner) => !this.#parts.isIndication(owner)) || this.#handsOn(true)) return undefined;
    return this.#calls.some((call) => this.#readsAll(call)) || this.#loopsOverAll()
      ? { node, more: 'MDLs', list: undefined }
      : undefined;
  }

  /** A callback that has read something, and succeeds, has not looked whether there are more indications. */
  listAsOne({ exits, reportsDeath, definition }: EventCallback): FirstPartOnly | undefined {
    const list = reportsDeath?.name;
    const node = this.#calls.flatMap((call) => this.#readOf(call, list) ?? [])[0];
    if (node === undefined || list === undefined || this.#isWritten(definition.parameters[ACCEPTED]?.name))
      return undefined;
    if (this.#goesOn(this.#parts.isIndication) || this.#handsOn(false) || this.#keeps(list)) return undefined;
    const takesAll = exits.every(({ value, isAfterDeath }) => isAfterDeath || isConstant(value, 'STATUS_SUCCESS'));
    return takesAll ? { node, more: 'indications', list } : undefined;
  }

  /** The first MDL of an indication that a call maps. */
  #mapped(call: Node): Node | undefined {
    const [mdl] = MAPPINGS.test(this.#calleeOf(call)) ? this.#argumentsOf(call) : [];
    return mdl !== undefined && this.#parts.isFirstMdl(mdl) ? mdl : undefined;
  }

  /** The buffer, or the first MDL, of the first indication that a call is given to read. */
  #readOf(call: Node, list: string | undefined): Node | undefined {
    if (list === undefined || HARMLESS.test(this.#calleeOf(call))) return undefined;
    const begins = new RegExp(`^&?\\s*\\(?${list}->Buffer\\b`);
    return this.#argumentsOf(call).find(
      (argument) =>
        (this.#parts.isBuffer(argument) || this.#parts.isFirstMdl(argument)) &&
        begins.test(this.#unit.tree.textOf(argument)),
    );
  }

  /** A call with an address in the mapped memory, and how many bytes the indication has: it copies, compares or parses them. */
  #readsAll(call: Node): boolean {
    if (HARMLESS.test(this.#calleeOf(call))) return false;
    const given = this.#argumentsOf(call);
    return given.some(
      (address) =>
        this.#isInMapping(address) && given.some((other) => other !== address && this.#parts.hasLength(other)),
    );
  }

  /** A loop for as many steps as the indication has bytes, that reads the mapped memory. */
  #loopsOverAll(): boolean {
    const { tree } = this.#unit;
    return tree.descendants(this.#body, 'for_statement', 'while_statement').some((loop) => {
      const [condition, body] = [tree.field(loop, 'condition'), tree.field(loop, 'body')];
      if (condition === undefined || body === undefined || !this.#parts.hasLength(condition)) return false;
      return tree.descendants(body, 'subscript_expression').some((read) => {
        const array = tree.field(read, 'argument');
        return array !== undefined && this.#isInMapping(array);
      });
    });
  }

  /** Whether an address is, or is counted from, one that an MDL was mapped to. */
  #isInMapping(expression: Node, depth = 2): boolean {
    const { tree } = this.#unit;
    return [expression, ...tree.descendants(expression, 'call_expression', 'identifier')].some((node) => {
      if (tree.kind(node) === 'call_expression') return this.#mapped(node) !== undefined;
      if (tree.kind(node) !== 'identifier' || depth === 0) return false;
      return this.#parts.valuesOf(tree.textOf(node)).some((value) => this.#isInMapping(value, depth - 1));
    });
  }

  /** Whether `Next` is read of what is asked for. */
  #goesOn(isAsked: (owner: Node) => boolean): boolean {
    const { tree } = this.#unit;
    return tree.descendants(this.#body, 'field_expression').some((node) => {
      const [owner, field] = [tree.field(node, 'argument'), tree.field(node, 'field')];
      return owner !== undefined && field !== undefined && tree.textOf(field) === 'Next' && isAsked(owner);
    });
  }

  /** Whether a function is given an indication, or also a part of one, that it may go through. */
  #handsOn(withParts: boolean): boolean {
    return this.#calls.some((call) => {
      const callee = this.#calleeOf(call);
      if (HARMLESS.test(callee) || MAPPINGS.test(callee)) return false;
      return this.#argumentsOf(call).some(
        (one) =>
          this.#parts.isIndication(one) || (withParts && (this.#parts.isBuffer(one) || this.#parts.isFirstMdl(one))),
      );
    });
  }

  /** Whether the list is put where somebody may find it. */
  #keeps(list: string): boolean {
    const { tree } = this.#unit;
    return tree.descendants(this.#body, 'assignment_expression', 'init_declarator').some((node) => {
      const value = tree.field(node, 'right') ?? tree.field(node, 'value');
      return value !== undefined && new RegExp(`\\b${list}\\b(?!\\s*(?:->|[!=]=))`).test(tree.textOf(value));
    });
  }

  /** Whether something is written through a parameter. */
  #isWritten(parameter: string | undefined): boolean {
    const { tree } = this.#unit;
    return tree.descendants(this.#body, 'assignment_expression').some((node) => {
      const left = tree.field(node, 'left');
      return parameter !== undefined && left !== undefined && tree.textOf(left) === `*${parameter}`;
    });
  }

  #calleeOf(call: Node): string {
    const { tree } = this.#unit;
    return tree.textOf(tree.field(call, 'function') ?? call);
  }

  #argumentsOf(call: Node): readonly Node[] {
    const { tree } = this.#unit;
    const list = tree.field(call, 'arguments');
    return list === undefined ? [] : tree.namedChildren(list);
  }
}
