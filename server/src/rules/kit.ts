/** All that a rule may import. */
import type { Site } from '../flow/state/object';
import type { Related } from '../lint/rule';

export type { Analysis } from '../flow/analysis';
export { completionRoutines } from '../flow/completion';
export { isOtherConstant } from '../flow/constant';
export { inspectIdComparisons } from '../flow/inspect-id';
export { lateCalls } from '../flow/protocol';
export { learn } from '../knowledge/pages';
export { moveStatementBefore, replaceValue } from '../lint/edits';
export { defineRule } from '../lint/rule';

/** C code in a rule, without the indentation that it has there. */
export function c(strings: TemplateStringsArray): string {
  const lines = strings
    .join('')
    .replace(/^\n|\s+$/g, '')
    .split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return `${lines.map((line) => line.slice(indent)).join('\n')}\n`;
}

/** The way to a place: the calls that lead there, and then the place itself. */
export function pathTo({ path, at, through }: Site, message: string): Related[] {
  return [
    ...through.map((step) => ({ path: step.path, at: step.at, message: `in this call of ${step.callee}` })),
    { path, at, message },
  ];
}
