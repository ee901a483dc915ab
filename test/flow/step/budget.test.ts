import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Budget, BudgetExceeded } from '../../../server/src/flow/step/budget';

test('a budget gets tight before it is spent', () => {
  const budget = new Budget();
  let wasTight = 0;
  let spent = 0;
  assert.equal(budget.isTight, false);
  assert.throws(() => {
    for (; spent < 1_000_000; spent++) {
      budget.spend(1);
      if (budget.isTight) wasTight++;
    }
  }, BudgetExceeded);
  assert.ok(wasTight > 0 && wasTight < spent);
});
