import type { MapFinding, Place, WskMap } from './graph';

/** A place as reports count: lines and columns from 1, the end excluded. */
export interface JsonPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type LocatePlace = (place: Place) => JsonPlace | undefined;

/** The map for other programs: every place with its lines and columns, null where there is none. */
export function jsonOf(map: WskMap, locate: LocatePlace): unknown {
  const placeOf = (place: Place | undefined): JsonPlace | null => (place && locate(place)) ?? null;
  const findingOf = ({ place, ...finding }: MapFinding): unknown => ({ ...finding, place: placeOf(place) });
  return {
    driver: map.driver,
    files: map.files,
    nodes: map.nodes.map(({ id, kind, title, subtitle, category, place, rows, findings }) => ({
      id,
      kind,
      title,
      subtitle,
      category: category ?? null,
      place: placeOf(place),
      rows: rows.map(({ label, text, within, ...row }) => ({
        label,
        text: text ?? null,
        within: within ?? null,
        place: placeOf(row.place),
        findings: row.findings.map(findingOf),
      })),
      findings: findings.map(findingOf),
    })),
    edges: map.edges.map(({ from, to, kind, labels, place }) => ({ from, to, kind, labels, place: placeOf(place) })),
    findings: map.findings.map(findingOf),
    gaps: map.gaps.map(({ text, place }) => ({ text, place: placeOf(place) })),
  };
}
