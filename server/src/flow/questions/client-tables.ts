import { categories } from '../../knowledge/categories';
import type { SocketCategory } from '../../knowledge/shape';
import type { Analysis } from '../analysis';
import { sameAnchor } from '../anchor';
import { isConstant } from '../constant';
import type { Argument, Use } from '../summary/summary';
import { wrongCalls, type Judgement, type WrongCall } from './wrong-calls';

/** A client dispatch table that is not one of the category of the socket. */
export interface WrongTable {
  /** The argument as the source spells it. */
  readonly text: string;
  /** The type of what the argument points at. */
  readonly given: string;
  readonly category: SocketCategory;
  /** The table of the category. */
  readonly wanted: string;
  /** What is pointed at is a pointer to a table, and no table. */
  readonly isPointer: boolean;
}

type Takes = 'WskSocket' | 'WskSocketConnect' | 'WskAccept';

const TAKING: readonly Takes[] = ['WskSocket', 'WskSocketConnect', 'WskAccept'];

/** The calls of a file that are given a client dispatch table of another category than the socket that they make. */
export const wrongTables = (analysis: Analysis): WrongCall<WrongTable>[] =>
  wrongCalls<Takes, WrongTable>(analysis, TAKING, judgeType);

function judgeType(use: Use): Judgement<Takes, WrongTable> | undefined {
  const [table, category] = [tableOf(use), categoryMade(use)];
  const wanted = category && categories[category].client;
  const known = table && typeBehind(table);
  if (table === undefined || known === undefined || category === undefined || wanted === undefined) return undefined;
  if (known.given === wanted && !known.isPointer) return undefined;
  return { marked: markedIn(use), because: [], detail: { text: table.text, ...known, category, wanted } };
}

/** The table that an argument points at; undefined where it is of a type of the driver's own, or NULL. */
function typeBehind({ value, behind }: Argument): Pick<WrongTable, 'given' | 'isPointer'> | undefined {
  const object = behind?.object;
  // A parameter of that type may be given NULL.
  if (object === undefined || value.kind === 'number') return undefined;
  const given = /(?:^|[^A-Z_])P?(WSK_(?:CLIENT|PROVIDER)_\w+)/.exec(object.type)?.[1];
  return given === undefined ? undefined : { given, isPointer: object.isPointer };
}

/** The calls of a file that are given a table which is gone when the function returns that has it, with its name. */
export function tablesOutOfScope(analysis: Analysis): WrongCall<string>[] {
  return wrongCalls<Takes, string>(analysis, TAKING, (use) => {
    const table = tableOf(use);
    const name = table && localBehind(table);
    if (name === undefined || !isOutlived(analysis, use)) return undefined;
    return { marked: markedIn(use), because: [], detail: name };
  });
}

function localBehind({ value }: Argument): string | undefined {
  if (value.kind !== 'address' || value.region.whole.place.is !== 'variable') return undefined;
  const { variable } = value.region.whole.place;
  return variable.kind === 'local' || variable.kind === 'parameter' ? variable.name : undefined;
}

/** Whether the socket that the call makes may live on when the function returns that has the table. */
function isOutlived(analysis: Analysis, use: Use): boolean {
  const definition = analysis.definitionOf((use.through[0]?.at ?? use.at).owner);
  const exits = definition && analysis.resultOf(definition)?.summary.exits;
  const states = (exits ?? []).flatMap(({ objects }) => objects.map(([, { facts }]) => facts));
  return states.some((facts) => {
    const [made, released] = [facts.get('made'), facts.get('released')];
    return made !== undefined && sameAnchor(made.site.at, use.at) && (released === undefined || released.isMerged);
  });
}

const tableOf = ({ arguments: named }: Use): Argument | undefined =>
  named.get('Dispatch') ?? named.get('AcceptSocketDispatch');

/** The parameter that takes the table: each function has its own name for it. */
const markedIn = ({ callee }: Use): never => (callee === 'WskAccept' ? 'AcceptSocketDispatch' : 'Dispatch') as never;

/** The category of the socket that is made; undefined where the flag is not known. */
function categoryMade({ callee, arguments: named }: Use): SocketCategory | undefined {
  if (callee !== 'WskSocket') return 'connection';
  const flags = named.get('Flags');
  return flags && ALL.find((category) => isConstant(flags.value, categories[category].flag));
}

const ALL = Object.keys(categories) as SocketCategory[];
