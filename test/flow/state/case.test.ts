import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { functionId, NAME } from '../../../server/src/flow/anchor';
import { Case } from '../../../server/src/flow/state/case';
import { keepsNothing } from '../../../server/src/flow/state/keeping';
import { stateOf, type Site } from '../../../server/src/flow/state/object';
import { addCases, mergeCases } from '../../../server/src/flow/state/merge';
import { Terms, type Label, type Region, type Symbol } from '../../../server/src/flow/state/terms';
import { addTie, learnRange } from '../../../server/src/flow/state/ties';
import type { Node } from '../../../server/src/syntax/tree';

const terms = new Terms(0 as Node);
const failure = { least: -Infinity, greatest: -1, not: [] };
const site: Site = { at: { owner: functionId('test.c', 'g'), call: 0, part: NAME }, callee: 'f', through: [] };
const at = (label: number): Label => label as Label;
const parameter = (index: number): Symbol => terms.symbol({ from: 'parameter', index });

function behind(index: number, ...names: readonly string[]): Region {
  let region = terms.pointee(parameter(index));
  for (const name of names) region = region && terms.member(region, name);
  assert.ok(region);
  return region;
}

describe('a case', () => {
  test('reads what was written, and else what was there before', () => {
    const one = new Case(terms);
    const unread = one.read(behind(0, 'a'));
    one.write(behind(0, 'a'), terms.number(1));
    assert.equal(one.read(behind(0, 'a')), terms.number(1));
    assert.equal(one.read(behind(0, 'b')), one.read(behind(0, 'b')));
    assert.notEqual(unread, one.read(behind(0, 'a')));
  });

  test('is not changed by what happens to its fork', () => {
    const one = new Case(terms);
    const other = one.fork();
    other.write(behind(0, 'a'), terms.number(1));
    other.mark(parameter(0), 'bound', site);
    assert.equal(one.memory.size, 0);
    assert.equal(one.objects.size, 0);
  });

  test('that is written as a whole does not hold what its members held', () => {
    const one = new Case(terms);
    const before = one.read(behind(0, 'a', 'b'));
    one.write(behind(0, 'a'), terms.symbol({ from: 'call', at: at(3), part: '' }));
    assert.notEqual(one.read(behind(0, 'a', 'b')), before);
  });

  describe('of which only what can still be named is kept', () => {
    /** Memory that was forgotten at 7: what it held then stands in `lost`, and is bound. */
    const afterForgetting = (): { one: Case; lost: Symbol } => {
      const one = new Case(terms);
      one.forget(behind(0), at(7), keepsNothing);
      const lost = one.read(behind(0, 'Socket')) as Symbol;
      one.mark(lost, 'bound', site);
      one.setRange(lost, failure);
      return { one, lost };
    };
    const kept = (one: Case): Case => one.keepingOnly(() => true, true);

    test('knows of an object while memory holds it where it was read', () => {
      const { one, lost } = afterForgetting();
      assert.equal(kept(one), one);
      assert.ok(kept(one).state(lost).facts.has('bound'));
    });

    test('knows nothing of it once memory was forgotten again', () => {
      const { one, lost } = afterForgetting();
      one.forget(behind(0), at(9), keepsNothing);
      assert.equal(kept(one).objects.size, 0);
      assert.equal(kept(one).ranges.size, 0);
      assert.ok(one.state(lost).facts.has('bound'));
    });

    test('knows nothing of it once something else was written there', () => {
      const { one } = afterForgetting();
      one.write(behind(0, 'Socket'), terms.number(0));
      assert.equal(kept(one).objects.size, 0);
    });

    test('knows of it while another place holds it', () => {
      const { one, lost } = afterForgetting();
      one.write(behind(1), lost);
      one.forget(behind(0), at(9), keepsNothing);
      assert.ok(kept(one).state(lost).facts.has('bound'));
    });

    test('knows of the event in the context of a routine, which the routine comes to', () => {
      const { one, lost } = afterForgetting();
      const event = terms.member(terms.pointee(lost) ?? behind(0), 'Event');
      assert.ok(event);
      one.mark(terms.addressOf(event), 'clear', site);
      const routine = terms.functionNamed('Done');
      one.setState(parameter(1), stateOf(new Map(), { routine, context: lost, site }));
      one.forget(behind(0), at(9), keepsNothing);
      assert.ok(kept(one).state(terms.addressOf(event)).facts.has('clear'));
    });

    test('lets go of what stands behind it, and of its parts', () => {
      const { one, lost } = afterForgetting();
      const member = terms.member(terms.pointee(lost) ?? behind(0), 'Event');
      assert.ok(member);
      one.write(member, terms.number(1));
      one.mark(terms.addressOf(member), 'clear', site);
      assert.equal(kept(one).memory.size, 1);
      one.forget(behind(0), at(9), keepsNothing);
      assert.equal(kept(one).memory.size, 0);
      assert.equal(kept(one).objects.size, 0);
    });

    test('takes what is owed for taken by others once the pointer to where it stands is lost', () => {
      const { one, lost } = afterForgetting();
      const made = terms.symbol({ from: 'call', at: at(8), part: 'made' });
      one.mark(made, 'owed', site);
      one.write(terms.pointee(lost) ?? behind(0), made);
      assert.ok(kept(one).hasOwed);
      one.write(behind(0, 'Socket'), terms.number(0));
      assert.equal(kept(one).hasOwed, false);
    });
  });

  test('forgets what can be reached, and nothing else', () => {
    const one = new Case(terms);
    const next = terms.pointee(one.read(behind(0, 'Next')));
    assert.ok(next);
    one.write(next, terms.number(1));
    one.write(behind(1), terms.number(2));
    one.forget(behind(0), at(7), keepsNothing);
    assert.notEqual(one.read(next), terms.number(1));
    assert.equal(one.read(behind(1)), terms.number(2));
  });

  test('reads the same unknown value until it is forgotten again', () => {
    const one = new Case(terms);
    one.forget(behind(0), at(7), keepsNothing);
    const first = one.read(behind(0, 'a'));
    assert.equal(one.read(behind(0, 'a')), first);
    one.forget(behind(0), at(8), keepsNothing);
    assert.notEqual(one.read(behind(0, 'a')), first);
  });

  test('tells what a region holds, where that is not known, only once it was asked for', () => {
    const one = new Case(terms);
    one.forget(behind(0), at(61), keepsNothing);
    assert.equal(one.peek(behind(0, 'untold')), undefined);
    assert.equal(one.read(behind(0, 'untold')), one.peek(behind(0, 'untold')));
  });

  test('that has forgotten more than can be listed knows nothing that was not written since', () => {
    const one = new Case(terms);
    const before = one.read(behind(0, 'a'));
    for (let index = 1; index < 60; index++) one.forget(behind(index), at(index), keepsNothing);
    assert.notEqual(one.read(behind(0, 'a')), before);
  });

  test('takes back a fact where what it depends on turns out to be a failure', () => {
    const one = new Case(terms);
    one.mark(parameter(0), 'bound', site);
    addTie(one, parameter(1), { object: parameter(0), fact: 'bound' });
    learnRange(one, parameter(2), failure);
    assert.ok(one.state(parameter(0)).facts.has('bound'));
    learnRange(one, parameter(1), failure);
    assert.ok(!one.state(parameter(0)).facts.has('bound'));
  });

  test('doubts what was known before a doubt, and not what is learnt after it', () => {
    const one = new Case(terms);
    one.mark(parameter(0), 'bound', site);
    one.doubt('+1');
    one.mark(parameter(1), 'bound', site);
    const known = [0, 1].map((index) => one.state(parameter(index)).facts.get('bound'));
    assert.deepEqual(
      known.map((fact) => fact && one.isDoubtful(fact)),
      [true, false],
    );
  });

  test("tells the objects of a loop's turns apart, and knows nothing of the earlier ones", () => {
    const one = new Case(terms);
    const made = terms.symbol({ from: 'call', at: at(5), part: '' });
    one.write(behind(0, 'a'), made);
    one.mark(made, 'bound', site);
    one.renew(at(5));
    const earlier = one.read(behind(0, 'a'));
    assert.notEqual(earlier, made);
    one.mark(earlier, 'bound', site);
    one.write(behind(0, 'b'), made);
    one.renew(at(5));
    assert.notEqual(one.read(behind(0, 'a')), one.read(behind(0, 'b')));
    assert.equal(one.state(one.read(behind(0, 'a'))).facts.size + one.state(one.read(behind(0, 'b'))).facts.size, 0);
  });
});

describe('merged cases', () => {
  const withFact = (isThere: boolean): Case => {
    const one = new Case(terms);
    if (isThere) one.mark(parameter(0), 'bound', site);
    return one;
  };
  const factOf = (merged: Case) => merged.state(parameter(0)).facts.get('bound');

  test('hold what both hold', () => {
    const merged = mergeCases(withFact(true), withFact(true), at(-1), false);
    assert.equal(factOf(merged)?.isMerged, false);
  });

  test('doubt what only one holds', () => {
    for (const [first, second] of [
      [true, false],
      [false, true],
    ] as const) {
      assert.equal(factOf(mergeCases(withFact(first), withFact(second), at(-1), false))?.isMerged, true);
    }
  });

  test('go on doubting what one of them doubted', () => {
    const doubtful = mergeCases(withFact(true), withFact(false), at(-1), false);
    assert.equal(factOf(mergeCases(doubtful, withFact(true), at(-1), false))?.isMerged, true);
    assert.equal(factOf(mergeCases(withFact(true), doubtful, at(-1), false))?.isMerged, true);
  });

  test('hold a value of which nothing is known where their values differ', () => {
    const [one, other] = [new Case(terms), new Case(terms)];
    one.write(behind(0, 'a'), terms.number(1));
    other.write(behind(0, 'a'), terms.number(2));
    const value = mergeCases(one, other, at(-1), false).read(behind(0, 'a'));
    assert.equal(value.kind, 'symbol');
    assert.notEqual(value, mergeCases(one, other, at(-2), false).read(behind(0, 'a')));
  });

  test('hold a range that covers both', () => {
    const [one, other] = [new Case(terms), new Case(terms)];
    one.setRange(parameter(0), { least: 0, greatest: 1, not: [] });
    other.setRange(parameter(0), { least: 4, greatest: 4, not: [] });
    const { least, greatest } = mergeCases(one, other, at(-1), false).rangeOf(parameter(0));
    assert.deepEqual([least, greatest], [0, 4]);
  });

  test('have lost what either has lost', () => {
    const [one, other] = [new Case(terms), new Case(terms)];
    const before = one.read(behind(0, 'a'));
    other.forget(behind(0), at(9), keepsNothing);
    assert.notEqual(mergeCases(one, other, at(-1), false).read(behind(0, 'a')), before);
  });

  test('do not doubt a branch of which both ways lead here', () => {
    const [one, other] = [new Case(terms), new Case(terms)];
    one.doubt('+1');
    other.doubt('-1');
    assert.equal(mergeCases(one, other, at(-1), false).doubts.size, 0);
  });
});

describe('cases at a point', () => {
  const holding = (value: number): Case => {
    const one = new Case(terms);
    one.write(behind(0, 'a'), terms.number(value));
    return one;
  };

  test('that are alike are one, and add nothing', () => {
    assert.equal(addCases([holding(1)], [holding(1)], at(-1)), undefined);
  });

  test('that differ are kept apart', () => {
    assert.equal(addCases([holding(1)], [holding(2)], at(-1))?.length, 2);
  });

  test('never become more than the bound, and none is dropped', () => {
    const all =
      addCases(
        [],
        Array.from({ length: 100 }, (_, index) => holding(index)),
        at(-1),
      ) ?? [];
    assert.ok(all.length <= 16);
    assert.ok(all.some((one) => one.read(behind(0, 'a')).kind === 'symbol'));
  });

  test('that the point covers already add nothing past the bound', () => {
    const all =
      addCases(
        [],
        Array.from({ length: 100 }, (_, index) => holding(index)),
        at(-1),
      ) ?? [];
    assert.equal(addCases(all, [holding(3)], at(-1)), undefined);
  });
});
