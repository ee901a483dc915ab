import type { ReportedFinding } from '../lint/run';
import type { DriverFunction, MapFile } from './calls';
import type { Draft } from './draft';
import type { MapFinding, MapNode, Place, WskMap } from './graph';

/** The nodes of a draft with their findings, and the findings that belong to none of them. */
export function placeFindings(
  draft: Draft,
  files: readonly MapFile[],
  functions: readonly DriverFunction[],
): Pick<WskMap, 'nodes' | 'findings'> {
  const all = files.flatMap(({ analysis, findings }) =>
    findings.map((finding) => toldIn(analysis.unit.file.path, finding)),
  );
  const placed = new Set<MapFinding>();
  const take = (found: readonly MapFinding[]): readonly MapFinding[] => {
    for (const finding of found) placed.add(finding);
    return found;
  };
  const onRows = draft.nodes.map((node) => ({
    ...node,
    rows: node.rows.map((row) => {
      // The call that enables a callback is a row of the socket, or of the registration, already.
      const area = row.label === 'enabled by' || row.place === undefined ? undefined : areaOf(row.place, functions);
      return { ...row, findings: take(area === undefined ? [] : all.filter(({ place }) => overlap(place, area))) };
    }),
  }));
  const nodes = onRows.map((node): MapNode => {
    const left = all.filter((finding) => !placed.has(finding));
    const isFunction = node.kind === 'callback' || node.kind === 'routine';
    const within = isFunction ? functionAt(node.place, functions) : undefined;
    return { ...node, findings: within === undefined ? [] : left.filter(({ place }) => isIn(place, within)) };
  });
  for (const { findings } of nodes) take(findings);
  const rest = nodes.map((node): MapNode => {
    const left = all.filter((finding) => !placed.has(finding));
    const found = left.filter(({ place }) => node.rows.some((row) => sharesFunction(place, row.place, functions)));
    return found.length === 0 ? node : { ...node, findings: [...node.findings, ...take(found)] };
  });
  return { nodes: rest, findings: all.filter((finding) => !placed.has(finding)) };
}

const toldIn = (path: string, { rule, severity, message, at }: ReportedFinding): MapFinding => ({
  code: rule.code,
  rule: rule.name,
  severity,
  message,
  place: { path, at },
});

/** The call, or the expression, that a row is about. */
function areaOf(row: Place, functions: readonly DriverFunction[]): Place {
  const within = functionAt(row, functions);
  if (within === undefined) return row;
  const { tree } = within.analysis.unit;
  const node = tree.nodeAt(row.at.start);
  const call = tree.enclosing(node, 'call_expression', 'return_statement');
  const whole = call !== undefined && tree.start(call) >= tree.start(within.definition.body) ? call : node;
  return { path: row.path, at: tree.span(whole) };
}

const overlap = (one: Place, other: Place): boolean =>
  one.path === other.path && one.at.start < other.at.end && other.at.start < one.at.end;

const functionAt = (place: Place | undefined, functions: readonly DriverFunction[]): DriverFunction | undefined =>
  place && functions.find((each) => isIn(place, each));

function isIn({ path, at }: Place, { analysis: { unit }, definition }: DriverFunction): boolean {
  const { start, end } = unit.tree.span(definition.node);
  return unit.file.path === path && start <= at.start && at.end <= end;
}

function sharesFunction(finding: Place, row: Place | undefined, functions: readonly DriverFunction[]): boolean {
  const within = functionAt(row, functions);
  return within !== undefined && isIn(finding, within);
}
