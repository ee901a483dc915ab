import assert from 'node:assert/strict';
import { test } from 'node:test';

import { invalidActions } from '../../../server/src/flow/questions/inspect-actions';
import { analysisOf } from '../../support/analysis';

const invalid = (body: string, before = ''): readonly string[] =>
  invalidActions(
    analysisOf(`${before}
WSK_INSPECT_ACTION WSKAPI Inspect(PVOID Server, PSOCKADDR Local, PSOCKADDR Remote, PWSK_INSPECT_ID Id) { ${body} }
WSK_CLIENT_LISTEN_DISPATCH Table = { NULL, Inspect, NULL };`),
  ).map(({ given, meant }) => `${given}${meant === undefined ? '' : `, not ${meant}`}`);

test('the names of the guide are no actions, unless somebody defines them', () => {
  assert.deepEqual(invalid('return InspectAccept;'), ['InspectAccept, not WskInspectAccept']);
  assert.deepEqual(invalid('return InspectAccept;', '#define InspectAccept WskInspectAccept'), []);
  assert.deepEqual(invalid('return InspectAccept;', '#include "names.h"'), []);
});

test('a status and a truth value are no actions, whatever their numbers', () => {
  assert.deepEqual(invalid('return STATUS_SUCCESS;'), ['STATUS_SUCCESS']);
  assert.deepEqual(invalid('return TRUE;'), ['TRUE, not WskInspectAccept']);
  assert.deepEqual(invalid('BOOLEAN ok = TRUE; return ok;'), ['TRUE']);
});

test('numbers are actions where they are theirs', () => {
  assert.deepEqual(invalid('if (Id == NULL) return 0; return Server == NULL ? 1 : 2;'), []);
  assert.deepEqual(invalid('return 3;'), ['3']);
});
