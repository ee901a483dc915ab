import { hoverAt } from '../../server/src/ide/hover';
import type { RuleSummary } from '../../server/src/ide/rule-text';
import { atMarker } from './marker';

/** The hover text at the `|` in a C text; empty where there is none. */
export function textAt(source: string, rules: readonly RuleSummary[] = []): string {
  const { unit, offset } = atMarker(source);
  return hoverAt(unit, offset, rules)?.markdown ?? '';
}

/** What the hover at the `|` is about; empty where there is none. */
export function spanAt(source: string): string {
  const { unit, offset } = atMarker(source);
  const hover = hoverAt(unit, offset);
  return hover === undefined ? '' : unit.file.text.slice(hover.span.start, hover.span.end);
}

/** A statement in a function with a socket and an IRP. */
export const inFunction = (statement: string): string =>
  `NTSTATUS F(PWSK_SOCKET Socket, PIRP Irp)\n{\n    ${statement}\n}\n`;
