import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { ControlFlow, Point } from '../../../server/src/flow/graph/cfg';
import {
  alongAll,
  solveBackward,
  solveForward,
  type ForwardAnalysis,
  type Lattice,
} from '../../../server/src/flow/graph/solve';
import type { SyntaxTree } from '../../../server/src/syntax/tree';
import { flowOf } from './dump';

type Names = ReadonlySet<string>;

const union: Lattice<Names> = {
  join: (known, more) => ([...more].every((name) => known.has(name)) ? undefined : new Set([...known, ...more])),
};

function parsed(body: string): { tree: SyntaxTree; flow: ControlFlow } {
  const { tree, flow } = flowOf(body);
  if (flow === undefined) throw new Error('given up');
  return { tree, flow };
}

/** The text of a step up to its parenthesis: `a` of `a();`. */
function nameOf(tree: SyntaxTree, point: Point): string | undefined {
  return 'node' in point ? tree.textOf(point.node).split('(')[0] : undefined;
}

/** Which steps may have run. */
function ran(tree: SyntaxTree): ForwardAnalysis<Names> {
  return {
    ...union,
    start: new Set(),
    after(point, _index, before) {
      const name = nameOf(tree, point);
      return alongAll(point, name === undefined ? before : new Set([...before, name]));
    },
  };
}

const sorted = (names: Names | undefined) => (names === undefined ? undefined : [...names].sort().join(' '));

/** The fact at the first point of this name. */
function factAt(tree: SyntaxTree, flow: ControlFlow, facts: readonly (Names | undefined)[] | undefined, name: string) {
  return sorted(facts?.[flow.points.findIndex((point) => nameOf(tree, point) === name)]);
}

describe('forward', () => {
  test('facts of both arms meet behind them', () => {
    const { tree, flow } = parsed('if (a) b(); else c(); d();');
    const solution = solveForward(flow, ran(tree));
    assert.equal(factAt(tree, flow, solution?.facts, 'd'), 'a b c');
    assert.equal(factAt(tree, flow, solution?.facts, 'c'), 'a');
    assert.equal(sorted(solution?.facts[flow.exit]), 'a b c d');
  });

  test('what a loop does is known at its head', () => {
    const { tree, flow } = parsed('while (a) { b(); }');
    assert.equal(factAt(tree, flow, solveForward(flow, ran(tree))?.facts, 'a'), 'a b');
  });

  test('a point that only an edge leads to that is never taken has no fact', () => {
    const { tree, flow } = parsed('if (a) b(); c();');
    const analysis: ForwardAnalysis<Names> = {
      ...ran(tree),
      after(point, index, before) {
        if (point.kind === 'branch') return [{ to: point.whenFalse, fact: before }];
        return ran(tree).after(point, index, before);
      },
    };
    const solution = solveForward(flow, analysis);
    assert.equal(factAt(tree, flow, solution?.facts, 'b'), undefined);
    assert.equal(factAt(tree, flow, solution?.facts, 'c'), '');
  });

  test('the two edges of a branch can carry different facts', () => {
    const { tree, flow } = parsed('if (a) b(); else c(); d();');
    const analysis: ForwardAnalysis<Names> = {
      ...ran(tree),
      after(point, index, before) {
        if (point.kind !== 'branch') return ran(tree).after(point, index, before);
        return [
          { to: point.whenTrue, fact: new Set(['yes']) },
          { to: point.whenFalse, fact: new Set(['no']) },
        ];
      },
    };
    const solution = solveForward(flow, analysis);
    assert.equal(factAt(tree, flow, solution?.facts, 'b'), 'yes');
    assert.equal(factAt(tree, flow, solution?.facts, 'c'), 'no');
    assert.equal(factAt(tree, flow, solution?.facts, 'd'), 'b c no yes');
  });

  test('a handler knows of a step that raised both what was before it and what it did', () => {
    const { tree, flow } = parsed('__try { a(); } __except (1) { b(); }');
    const start = new Set(['start']);
    const grown: Names[] = [];
    const analysis: ForwardAnalysis<Names> = {
      ...ran(tree),
      start,
      join(known, more) {
        grown.push(known);
        return union.join(known, more);
      },
    };
    const solution = solveForward(flow, analysis);
    assert.equal(factAt(tree, flow, solution?.facts, 'b'), 'a start');
    assert.equal(
      grown.some((known) => sorted(known) === 'start'),
      true,
    );
  });

  test('an analysis can say itself what holds where a step raised', () => {
    const { tree, flow } = parsed('__try { a(); } __except (1) { b(); }');
    const solution = solveForward(flow, { ...ran(tree), raised: () => new Set(['raised']) });
    assert.equal(factAt(tree, flow, solution?.facts, 'b'), 'raised');
  });

  test('a branch whose edges lead to one point joins what they carry', () => {
    const { tree, flow } = parsed('if (a) ; b();');
    const analysis: ForwardAnalysis<Names> = {
      ...ran(tree),
      after(point, index, before) {
        if (point.kind !== 'branch') return ran(tree).after(point, index, before);
        return [
          { to: point.whenTrue, fact: new Set(['yes']) },
          { to: point.whenFalse, fact: new Set(['no']) },
        ];
      },
    };
    assert.equal(factAt(tree, flow, solveForward(flow, analysis)?.facts, 'b'), 'no yes');
  });

  test('a budget that does not suffice gives nothing, and the exact one gives all', () => {
    const { tree, flow } = parsed('while (a) { b(); }');
    const steps = solveForward(flow, ran(tree))?.steps ?? 0;
    assert.equal(solveForward(flow, ran(tree), steps - 1), undefined);
    assert.deepEqual(solveForward(flow, ran(tree), steps), solveForward(flow, ran(tree)));
  });

  test('straight code takes one step a point', () => {
    const { tree, flow } = parsed('a(); if (b) c(); else d(); e();');
    assert.equal(solveForward(flow, ran(tree))?.steps, flow.points.length);
  });

  test('a loop settles before what follows it is worked out', () => {
    const { tree, flow } = parsed('while (a) { b(); if (c) { d(); } } e();');
    const order: string[] = [];
    const analysis: ForwardAnalysis<Names> = {
      ...ran(tree),
      after(point, index, before) {
        order.push(nameOf(tree, point) ?? point.kind);
        return ran(tree).after(point, index, before);
      },
    };
    solveForward(flow, analysis);
    assert.equal(order.filter((name) => name === 'e').length, 1);
  });

  test('a chain without end is cut at a loop head by widening', () => {
    const { flow } = parsed('i = 0; while (a) { i++; } b();');
    const counted: ForwardAnalysis<number> = {
      start: 0,
      after: (point, _index, before) => alongAll(point, point.kind === 'evaluate' ? before + 1 : before),
      join: (known, more) => (more > known ? more : undefined),
    };
    assert.equal(solveForward(flow, counted, 1000), undefined);
    const visited: number[] = [];
    const solution = solveForward(flow, {
      ...counted,
      widen(known, more, visits) {
        visited.push(visits);
        if (more <= known) return undefined;
        return visits < 3 ? more : Infinity;
      },
    });
    assert.equal(solution?.facts[flow.exit], Infinity);
    assert.deepEqual(visited, [0, 1, 2, 3, 4]);
  });

  test('does the same steps in the same order every time', () => {
    const { tree, flow } = parsed('again: a(); switch (b) { case 1: goto again; case 2: c(); } do { d(); } while (e);');
    const trace = () => {
      const order: number[] = [];
      const recorded = ran(tree);
      solveForward(flow, {
        ...recorded,
        after(point, index, before) {
          order.push(index);
          return recorded.after(point, index, before);
        },
      });
      return order;
    };
    assert.deepEqual(trace(), trace());
  });
});

describe('backward', () => {
  /** Which steps may still come. */
  const coming = (tree: SyntaxTree) => ({
    ...union,
    end: new Set<string>() as Names,
    before(point: Point, _index: number, after: Names): Names {
      const name = nameOf(tree, point);
      return name === undefined ? after : new Set([...after, name]);
    },
  });

  test('what may come is known at the beginning', () => {
    const { tree, flow } = parsed('a(); if (b) { c(); return; } d();');
    const solution = solveBackward(flow, coming(tree));
    assert.equal(sorted(solution?.facts[flow.entry]), 'a b c d return;');
    assert.equal(factAt(tree, flow, solution?.facts, 'd'), 'd');
    assert.equal(factAt(tree, flow, solution?.facts, 'c'), 'c return;');
  });

  test('what comes after a loop comes after each of its rounds', () => {
    const { tree, flow } = parsed('while (a) { b(); } c();');
    assert.equal(factAt(tree, flow, solveBackward(flow, coming(tree))?.facts, 'b'), 'a b c');
  });

  test('a point from which no path leads to an end has no fact', () => {
    const { tree, flow } = parsed('if (a) { for (;;) b(); } c();');
    const solution = solveBackward(flow, coming(tree));
    assert.equal(factAt(tree, flow, solution?.facts, 'b'), undefined);
    assert.equal(sorted(solution?.facts[flow.entry]), 'a c');
  });

  test('what a handler does may come before the step that raises is done', () => {
    const { tree, flow } = parsed('__try { a(); } __except (1) { b(); }');
    const kill = {
      ...coming(tree),
      before: (point: Point, index: number, after: Names): Names =>
        nameOf(tree, point) === 'a' ? new Set(['a']) : coming(tree).before(point, index, after),
    };
    assert.equal(factAt(tree, flow, solveBackward(flow, kill)?.facts, 'a'), 'a b');
  });

  test('the end that does not return has a fact of its own', () => {
    const { tree, flow } = parsed('if (a) KeBugCheck(1); b();');
    const solution = solveBackward(flow, { ...coming(tree), abandoned: new Set(['stop']) });
    assert.equal(factAt(tree, flow, solution?.facts, 'KeBugCheck'), 'KeBugCheck stop');
    assert.equal(sorted(solution?.facts[flow.entry]), 'KeBugCheck a b stop');
  });

  test('a budget that does not suffice gives nothing', () => {
    const { tree, flow } = parsed('a(); b();');
    assert.equal(solveBackward(flow, coming(tree), 3), undefined);
    assert.equal(solveBackward(flow, coming(tree), 4)?.steps, 4);
  });
});
