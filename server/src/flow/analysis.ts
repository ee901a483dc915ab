import type { InstalledCallback } from '../model/roles';
import type { FunctionDefinition, Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import type { Span } from '../text/span';
import type { Anchor, FunctionId, Location } from './anchor';
import type { Driver } from './driver';
import type { EntryRole } from './irql/entry';
import type { IrqlEntry, ProjectIrqlResult } from './irql/irql';
import type { FunctionResult } from './run/function-run';
import type { Label } from './state/terms';
import type { Use } from './summary/summary';

/** A use, and the function from which it was seen. */
export interface SeenUse {
  readonly use: Use;
  readonly within: FunctionId;
}

/**
 * A slot of a client dispatch table, and the file that fills it; without a table for a function that is a callback by its
 * header, and stands in its own file.
 */
export interface DispatchSlot extends Omit<InstalledCallback, 'table'> {
  readonly table: string | undefined;
  readonly path: string;
}

/** When something changed of what is known of the functions of a project. */
export interface ChangeLog {
  /** Grows with each change; what has changed is taken in when it is read. */
  readonly now: number;
  /** When, as `now` gave it last, that was for a function: its text or what that means, its outcome, its IRQL, or what is seen of it elsewhere. */
  of(id: FunctionId): number;
}

/** What the engine knows of one file, within all that it knows of the project. */
export interface Analysis {
  readonly unit: Unit;
  /**
   * The functions that are asked about, in the order of the text: all of the file, or the one at which somebody looks alone.
   * A question that goes through them names all that it finds as long as it is asked about each.
   */
  readonly functions: readonly FunctionDefinition[];
  /** Whether no more of the file is asked about than one function, or what stands outside them. */
  readonly isPart: boolean;
  /** Whether what stands outside the functions is asked about, too. */
  readonly looksOutside: boolean;
  /** Whether what stands in a function is asked about. */
  asksAbout(id: FunctionId): boolean;
  /** The same file with all of it asked about: for a question that cannot be answered by a look at one function. */
  readonly wide: Analysis;
  /**
   * What is the same for all functions of the file, worked out once.
   * @param key What is asked, as text: the same for the same question.
   * @param ask Gives a simple value, or a list; the same again where all of its elements are identical.
   */
  ofFile<Answer>(key: string, ask: (file: Analysis) => Answer): Answer;
  readonly changes: ChangeLog;
  /** What was seen in a function of the file; undefined where it has nothing to do with WSK, did not parse, or was given up. */
  resultOf(definition: FunctionDefinition): FunctionResult | undefined;
  /**
   * The IRQL in a function of the file, entered as the whole project has it; worked out when it is asked for. Undefined
   * where `resultOf` is, too, but for what was given up there.
   */
  irqlOf(definition: FunctionDefinition): ProjectIrqlResult | undefined;
  /** How the function is entered that a name means in this file; undefined where `irqlOf` would be, in its own file. */
  entryOf(name: string): IrqlEntry | undefined;
  /** What the files of the project hand a function of the file over as, by themselves: before anything is followed. */
  installedAs(definition: FunctionDefinition): ReadonlySet<EntryRole>;
  idOf(definition: FunctionDefinition): FunctionId;
  /** The function of this file with that id. */
  definitionOf(id: FunctionId): FunctionDefinition | undefined;
  /** The only function of this file of that name. */
  functionNamed(name: string): FunctionDefinition | undefined;
  /** The slots of client dispatch tables in which a function of the file stands, whichever file fills them. */
  slotsOf(definition: FunctionDefinition): readonly DispatchSlot[];
  /** The uses that are made in a function of the project, as they are seen from it and from those that call it. */
  usesMadeIn(owner: FunctionId): readonly SeenUse[];
  /** The uses, anywhere in the project, of an IRP whose completion routine is this function. */
  usesCompletedBy(routine: FunctionId): readonly SeenUse[];
  /** The driver that the file belongs to, as a whole. */
  readonly driver: Driver;
  /** Where an anchor is now; undefined where its file cannot be read any more. */
  locate(anchor: Anchor): Location | undefined;
  /** Functions of the file that were too large for their budget, in the order of the text. */
  readonly givenUp: readonly string[];
  /** Functions of the file on which the engine failed, in the order of the text. */
  readonly failures: readonly { readonly name: string; readonly error: Error }[];
}

/** The span of an anchor in the file that is looked at; undefined where it is in another file. */
export function spanHere(analysis: Analysis, anchor: Anchor): Span | undefined {
  const location = analysis.locate(anchor);
  return location?.path === analysis.unit.file.path ? location.at : undefined;
}

/** The node of a function of the file that a label of its result names. */
export const nodeAt = (definition: FunctionDefinition, label: Label): Node => (definition.node + label) as Node;
