import { functions, type FunctionName } from '../../knowledge';
import type { ApiFunction } from '../../knowledge/shape';
import type { Analysis } from '../analysis';
import { socketFunctions, socketOf } from './socket-calls';
import { isLost, type Symbol, type Value } from '../state/terms';
import type { Use } from '../summary/summary';
import { wrongCalls, type Judgement, type WrongCall } from './wrong-calls';

/** A call with an object that is not the one whose function it is. */
export interface OtherObject {
  /** As the source spells it. */
  readonly text: string;
  /** The type of what is passed in the place of a client, where it is that. */
  readonly type: string | undefined;
  /** The socket whose table is used, where it is a socket. */
  readonly owner: string | undefined;
}

/** The functions that are called for a client. */
const clientFunctions = (Object.keys(functions) as FunctionName[]).filter((name) => {
  const { tables, parameters }: ApiFunction = functions[name];
  return tables?.includes('WSK_PROVIDER_DISPATCH') === true && Object.hasOwn(parameters, 'Client');
});

/** The calls of a file with something that is no client, or with another socket than that whose table they use. */
export const callsWithOtherObject = (analysis: Analysis): WrongCall<OtherObject>[] =>
  wrongCalls<FunctionName, OtherObject>(analysis, [...clientFunctions, ...socketFunctions], (use) =>
    use.arguments.has('Client') ? noClient(use) : otherSocket(use),
  );

/** What drivers have at hand beside the client, none of which is one. */
const NO_CLIENTS =
  /^_?P?(?:WSK_REGISTRATION|WSK_PROVIDER_NPI|WSK_CLIENT_NPI|WSK_PROVIDER_DISPATCH|WSK_CLIENT_DISPATCH|WSK_SOCKET)$/;

function noClient(use: Use): Judgement<FunctionName, OtherObject> | undefined {
  const client = use.arguments.get('Client');
  const object = client?.behind?.object;
  if (client === undefined) return undefined;
  const isNull = /^\(?(?:NULL|0)\)?$/.test(client.text);
  const isOther = object !== undefined && (NO_CLIENTS.test(object.type) || object.type === 'PWSK_CLIENT');
  if (!isNull && !isOther) return undefined;
  const detail = { text: client.text, type: isNull ? undefined : object?.type, owner: undefined };
  return { marked: 'Client' as never, because: [], detail };
}

function otherSocket(use: Use): Judgement<FunctionName, OtherObject> | undefined {
  const [socket, owner] = [socketOf(use), use.tableOwner];
  if (socket === undefined || owner === undefined || use.through.length > 0) return undefined;
  if (use.isDoubtful || !isOther(owner.value, socket.value)) return undefined;
  const marked = use.arguments.has('Socket') ? 'Socket' : 'ListenSocket';
  return { marked: marked as never, because: [], detail: { text: socket.text, type: undefined, owner: owner.text } };
}

/** Whether two values are certainly two objects: two parameters, or one that was made. What two members hold may be one. */
function isOther(one: Value, other: Value): boolean {
  if (one.kind !== 'symbol' || other.kind !== 'symbol' || one === other || isLost(one) || isLost(other)) return false;
  if (isMade(one) || isMade(other)) return true;
  return one.origin.from === 'parameter' && other.origin.from === 'parameter';
}

const isMade = ({ origin }: Symbol): boolean => origin.from === 'call' && origin.part.includes('socket');
