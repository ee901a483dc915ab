/** All that a rule may import. */
import type { Analysis } from '../flow/analysis';
import type { Anchor } from '../flow/anchor';
import type { Site } from '../flow/state/object';
import type { Related } from '../lint/rule';

export { missingAcceptOutputs } from '../flow/accept-outputs';
export { FUNCTIONS_WITH_ADDRESSES, longCopies, wrongSize, type WrongSize } from '../flow/address-buffers';
export { wrongAddresses } from '../flow/address-family';
export type { Analysis } from '../flow/analysis';
export { forwardedStatuses, returnedConstants } from '../flow/callback-returns';
export { answerToDeath, callbackValues, eventCallbacks, type CallbackName } from '../flow/callbacks';
export { tablesOutOfScope, wrongTables } from '../flow/client-tables';
export { oddCombinations, type OddPart } from '../flow/combination';
export { completionRoutines } from '../flow/completion';
export { isConstant, isOtherConstant, nameOf } from '../flow/constant';
export { bufferMistake, type BufferMistake } from '../flow/control-buffers';
export { controlRequest, type ControlRequest } from '../flow/control-request';
export { ignoredDeaths } from '../flow/dead-socket';
export type { LastingName } from '../flow/driver';
export { eventControl, memberText, type EventControl } from '../flow/event-control';
export { failedAccepts } from '../flow/failed-accepts';
export { wrongFlags } from '../flow/flag-arguments';
export { freedEarly } from '../flow/freed-early';
export { invalidActions } from '../flow/inspect-actions';
export { inspectIdComparisons } from '../flow/inspect-id';
export { barredCalls } from '../flow/irql/barred-calls';
export { pageableInCallbacks } from '../flow/irql/pageable';
export { keptArguments, keptInspectIds } from '../flow/kept-arguments';
export {
  callbacksOf,
  enabledBy,
  lackingCallbacks,
  staticRequests,
  type LackingCallbacks,
} from '../flow/lacking-callbacks';
export { obligations, type Obligation } from '../flow/leaks';
export { firstPartsOnly, type FirstPartOnly } from '../flow/one-buffer';
export { callsWithOtherObject } from '../flow/other-objects';
export { outlivedBy, type Lent } from '../flow/outlived';
export { pagedMemory } from '../flow/paged-memory';
export { pendedInspections } from '../flow/pended-inspections';
export { possiblyNull } from '../flow/possibly-null';
export { misuses } from '../flow/protocol';
export { unreleasedIndications } from '../flow/retained';
export { signatureMismatches } from '../flow/signatures';
export { categoryMade, categoryOf, dispatchOf, familyOf } from '../flow/socket';
export { callsAfterClose, callsOfOtherCategory, callsThroughOtherTable } from '../flow/socket-calls';
export type { Site } from '../flow/state/object';
export type { Value } from '../flow/state/terms';
export { submissions } from '../flow/submissions';
export type { Argument, Use } from '../flow/summary/summary';
export { callsBeforeBind } from '../flow/unbound';
export { unfinishedUnloads } from '../flow/unload';
export { FUNCTIONS_WITH_INPUT, unsetInput } from '../flow/unset-input';
export { untestedUses } from '../flow/untested';
export { wrongCalls, type Judgement, type WrongCall } from '../flow/wrong-calls';
export { eventsOfCategory } from '../knowledge/event-flags';
export { listed, nameOfCategory } from '../knowledge/name-facts';
export { levelOfOption, phaseOf } from '../knowledge/option-levels';
export { learn } from '../knowledge/pages';
export type { Fact, SocketCategory } from '../knowledge/shape';
export { callbackPath, wayAbove } from '../lint/callback-path';
export {
  castToTable,
  deleteCall,
  deleteStatement,
  insertAtEntry,
  insertBefore,
  insertBeforeReturn,
  moveStatementBefore,
  repeatAfter,
  replaceArgument,
  replaceConstants,
  replaceValue,
  replaceWord,
  zeroInitialised,
} from '../lint/edits';
export { insertNullTest } from '../lint/insertions';
export { copyInPlace } from '../lint/inspect-id-copy';
export { defineRule, type Fix, type Related } from '../lint/rule';
export { testAtEntry } from '../lint/test-at-entry';
export { initialisedTable } from '../model/empty-slots';
export { touchedObjects, type TouchedObject } from '../model/wsk-objects';
export type { Span } from '../text/span';

/** C code in a rule, without the indentation that it has there. */
export function c(strings: TemplateStringsArray): string {
  const lines = strings
    .join('')
    .replace(/^\n|\s+$/g, '')
    .split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return `${lines.map((line) => line.slice(indent)).join('\n')}\n`;
}

/** A message on a call that stands in a helper, for the caller that is at fault: the names in it are the helper's. */
export const saidIn = (helper: string | undefined, message: string): string =>
  helper === undefined ? message : `in ${helper}, ${message}`;

/** The way to a place: the calls that lead there, and then the place itself. */
export const pathTo = (
  analysis: Analysis,
  { at, through }: Pick<Site, 'at' | 'through'>,
  message: string,
): Related[] => [
  ...through.flatMap((step) => placeOf(analysis, step.at, `in this call of ${step.callee}`)),
  ...placeOf(analysis, at, message),
];

/** A place with a word on it; nothing where it cannot be found any more. */
export function placeOf(analysis: Analysis, anchor: Anchor, message: string): Related[] {
  const location = analysis.locate(anchor);
  return location === undefined ? [] : [{ ...location, message }];
}

export { partialRoutines } from '../flow/invoke-flags';
export { callsWithIrpTooMany, callsWithoutIrp } from '../flow/irp-arguments';
export { callsWithoutRoutine, callsWithStaleIrp } from '../flow/irp-life';
export { secondFrees, usesOfLostIrps } from '../flow/irp-ownership';
export { nestedRequests } from '../flow/nested-requests';
export { readsWhilePending, usesWithoutTest } from '../flow/request-outcomes';
export { buffersTakenBack, descriptorsTakenBack } from '../flow/taken-back';
export { irpsWithoutLocation } from '../flow/stack-locations';
export { prepareCall, routineTextFor } from '../lint/preparations';
