/** All that a rule may import. */
import type { Analysis } from '../flow/analysis';
import type { Anchor } from '../flow/anchor';
import type { Site } from '../flow/state/object';
import type { Related } from '../lint/rule';

export type { Analysis } from '../flow/analysis';
export { isConstant, isOtherConstant, nameOf } from '../flow/constant';
export { barredCalls } from '../flow/irql/barred-calls';
export { pageableInCallbacks } from '../flow/irql/pageable';
export { missingAcceptOutputs } from '../flow/questions/accept-outputs';
export { FUNCTIONS_WITH_ADDRESSES, longCopies, wrongSize, type WrongSize } from '../flow/questions/address-buffers';
export { wrongAddresses, type WrongAddress } from '../flow/questions/address-family';
export { forwardedStatuses, returnedConstants } from '../flow/questions/callback-returns';
export { answerToDeath, callbackValues, eventCallbacks, type CallbackName } from '../flow/questions/callbacks';
export { tablesOutOfScope, wrongTables } from '../flow/questions/client-tables';
export { oddCombinations, type OddPart } from '../flow/questions/combination';
export { completionRoutines } from '../flow/questions/completion';
export { bufferMistake, type BufferMistake } from '../flow/questions/control-buffers';
export { contextsGone } from '../flow/questions/context-lifetime';
export { controlRequest, type ControlRequest } from '../flow/questions/control-request';
export { ignoredDeaths } from '../flow/questions/dead-socket';
export type { LastingName } from '../flow/driver';
export { eventControl, memberText, type EventControl } from '../flow/questions/event-control';
export { failedAccepts } from '../flow/questions/failed-accepts';
export { wrongFlags } from '../flow/questions/flag-arguments';
export { freedEarly } from '../flow/questions/freed-early';
export { idleCallbacks } from '../flow/questions/idle-callbacks';
export { invalidActions } from '../flow/questions/inspect-actions';
export { ignoredFailures } from '../flow/questions/ignored-failures';
export { inspectIdComparisons } from '../flow/questions/inspect-id';
export { keptArguments, keptInspectIds } from '../flow/questions/kept-arguments';
export {
  callbacksOf,
  enabledBy,
  lackingCallbacks,
  staticRequests,
  type LackingCallbacks,
} from '../flow/questions/lacking-callbacks';
export { obligations } from '../flow/questions/leaks';
export { firstPartsOnly } from '../flow/questions/one-buffer';
export { callsWithOtherObject } from '../flow/questions/other-objects';
export { outlivedBy, type Lent } from '../flow/questions/outlived';
export { pagedMemory } from '../flow/questions/paged-memory';
export { pendedInspections } from '../flow/questions/pended-inspections';
export { possiblyNull } from '../flow/questions/possibly-null';
export { misuses } from '../flow/questions/protocol';
export { unreleasedIndications } from '../flow/questions/retained';
export { signatureMismatches } from '../flow/questions/signatures';
export { refusedData } from '../flow/questions/refused-data';
export { skippedDeregistrations, type SkippedDeregistration } from '../flow/questions/skipped-deregistrations';
export { categoryMade, categoryOf, dispatchOf } from '../flow/questions/socket';
export { callsAfterClose, callsOfOtherCategory, callsThroughOtherTable } from '../flow/questions/socket-calls';
export { submissions } from '../flow/questions/submissions';
export { callsBeforeBind } from '../flow/questions/unbound';
export { unfinishedUnloads, type UnfinishedUnload } from '../flow/questions/unload';
export { FUNCTIONS_WITH_INPUT, unsetInput } from '../flow/questions/unset-input';
export { untestedUses } from '../flow/questions/untested';
export { wrongCalls, type Judgement } from '../flow/questions/wrong-calls';
export type { Site } from '../flow/state/object';
export { isZero, type Value } from '../flow/state/terms';
export type { Argument, Use } from '../flow/summary/summary';
export { eventsOfCategory } from '../knowledge/event-flags';
export { listed, nameOfCategory } from '../knowledge/name-facts';
export { levelOfOption, phaseOf } from '../knowledge/option-levels';
export { learn } from '../knowledge/pages';
export type { Fact, SocketCategory } from '../knowledge/shape';
export { callbackPath, wayAbove } from '../lint/callback-path';
export { closingCall } from '../lint/closing';
export {
  areInOneBlock,
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
export { makeStatic, retypeBuffer, turnFamily, widenNumber } from '../lint/locals';
export { understoodAs } from '../lint/malformed';
export { nearestName } from '../lint/nearest';
export { defineRule, defineSuppressionRule, type Fix, type Related, type Severity } from '../lint/rule';
export type { Suppression } from '../lint/suppress';
export {
  closedRange,
  mayBeOutOfSight,
  renamed,
  withoutComment,
  withoutName,
  withoutSuppression,
  withReason,
} from '../lint/suppression-edits';
export { takeOnSuccess } from '../lint/status-guard';
export { testAtEntry } from '../lint/test-at-entry';
export { awaitRequest, waitForever } from '../lint/waits';
export { definitionAround } from '../model/functions';
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

export { partialRoutines } from '../flow/questions/invoke-flags';
export { callsWithIrpTooMany, callsWithoutIrp } from '../flow/questions/irp-arguments';
export { callsWithoutRoutine, callsWithStaleIrp } from '../flow/questions/irp-life';
export { secondFrees, usesOfLostIrps } from '../flow/questions/irp-ownership';
export { nestedRequests } from '../flow/questions/nested-requests';
export { readsOfFreedIrps, readsWhilePending, usesWithoutTest } from '../flow/questions/request-outcomes';
export { buffersTakenBack, descriptorsTakenBack } from '../flow/questions/taken-back';
export { irpsWithoutLocation } from '../flow/questions/stack-locations';
export { prepareCall, routineTextFor } from '../lint/preparations';
