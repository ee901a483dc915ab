import type { Severity } from '../lint/rule';
import type { SocketCategory } from '../knowledge/shape';
import type { Span } from '../text/span';

/** A place in a file of the driver. */
export interface Place {
  readonly path: string;
  readonly at: Span;
}

/** What a rule says of something in the map. */
export interface MapFinding {
  readonly code: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
}

/** The parts of a socket's life, in the order in which they come. */
export const STAGES = [
  'create',
  'options',
  'bind',
  'listen',
  'connect',
  'accept',
  'address',
  'send',
  'receive',
  'disconnect',
  'close',
] as const;

export type Stage = (typeof STAGES)[number];

/** One thing that the driver does with what the node stands for, or one that is known of it. */
export interface MapRow {
  /** The stage of a socket's life, or what the row is about: `allocated`, `freed`, `slot`. */
  readonly label: string;
  /** What stands there: `WskBind` in the function `within`, the name of a table, of a flag. Undefined where nothing is known. */
  readonly text: string | undefined;
  /** The function that does it. */
  readonly within: string | undefined;
  /** Undefined where there is no code for it. */
  readonly place: Place | undefined;
  readonly findings: readonly MapFinding[];
}

export type NodeKind = 'registration' | 'socket' | 'irp' | 'callback' | 'routine';

export interface MapNode {
  /** The same after an edit elsewhere in the driver. */
  readonly id: string;
  readonly kind: NodeKind;
  /** Where the driver keeps it, or the name of the function. */
  readonly title: string;
  /** What it is: `listening socket`, `WskAcceptEvent`. */
  readonly subtitle: string;
  /** Of a socket, where that is known. */
  readonly category: SocketCategory | undefined;
  /** Undefined for what is not known to be made anywhere. */
  readonly place: Place | undefined;
  readonly rows: readonly MapRow[];
  /** Those that are about no single row. */
  readonly findings: readonly MapFinding[];
}

/**
 * `creates` leads to a socket. `has` leads from a socket to a callback that stands in its table, and `enables` from what
 * switches it on. `hands` leads from a socket to an IRP that is handed to WSK for it, `completed-by` from an IRP to its
 * completion routine. `closes`, `frees` and `waits` lead from a callback or completion routine that does so.
 */
export type EdgeKind = 'creates' | 'has' | 'enables' | 'hands' | 'completed-by' | 'closes' | 'frees' | 'waits';

export interface MapEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** The WSK functions or the event flags, each once. */
  readonly labels: readonly string[];
  /** The code that makes it so. */
  readonly place: Place | undefined;
}

/** A driver as WSK sees it. What is not in it is not known, or is not there; `gaps` says where nobody looked. */
export interface WskMap {
  /** The folder in which all of its files lie; the file where there is one only. */
  readonly driver: string;
  readonly files: readonly string[];
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  /** Findings that are about nothing in the map. */
  readonly findings: readonly MapFinding[];
  /** What could not be looked at, for a person. */
  readonly gaps: readonly { readonly text: string; readonly place: Place | undefined }[];
}

/** The findings of a node and of its rows, each once. */
export const findingsOf = ({ findings, rows }: MapNode): readonly MapFinding[] => [
  ...new Set([...findings, ...rows.flatMap((row) => row.findings)]),
];
