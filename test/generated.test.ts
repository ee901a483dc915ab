import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stale } from '../server/tools/generate';

test('generated files are up to date', () => {
  assert.deepEqual(stale(), [], 'run: npm run generate');
});
