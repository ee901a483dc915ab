import { callbacks as callbackTable } from './callbacks';
import { kernelFunctions } from './kernel';
import { providerFunctions } from './provider';
import { registrationFunctions } from './registration';
import type { ApiCallback, ApiFunction } from './shape';
import { socketFunctions } from './sockets';
import { transferFunctions } from './transfer';

export { datagramRelease } from './transfer';

/** The functions of wsk.h, by the name they have in a dispatch table or as an export. */
export const wskFunctions = {
  ...registrationFunctions,
  ...providerFunctions,
  ...socketFunctions,
  ...transferFunctions,
};

/** Every function that is known: those of wsk.h and the kernel functions that drivers with WSK call. */
export const functions = { ...wskFunctions, ...kernelFunctions };

export type FunctionName = keyof typeof functions;
export type WskFunctionName = keyof typeof wskFunctions;
export type ParameterName<Name extends FunctionName> = string & keyof (typeof functions)[Name]['parameters'];

/** The event callbacks of wsk.h, by the member of the client dispatch table that holds them. */
export const callbacks = callbackTable;

export type CallbackName = keyof typeof callbacks;

export const isKnown = (name: string): name is FunctionName => Object.hasOwn(functions, name);

export const isWskFunction = (name: string): name is WskFunctionName => Object.hasOwn(wskFunctions, name);

export const isCallback = (name: string): name is CallbackName => Object.hasOwn(callbacks, name);

/** A function of wsk.h that is handed an IRP. */
export type RequestName = {
  [Name in WskFunctionName]: 'Irp' extends ParameterName<Name> ? Name : never;
}[WskFunctionName];

/** The functions of wsk.h that are handed an IRP. */
export const requestFunctions = Object.keys(wskFunctions).filter(
  (name): name is RequestName => isWskFunction(name) && 'Irp' in wskFunctions[name].parameters,
);

/** What the tables say of a function, or undefined where they do not know it. */
export const describe = (name: string): ApiFunction | undefined => (isKnown(name) ? functions[name] : undefined);

/** What the tables say of an event callback, or undefined where there is none of that name. */
export const describeCallback = (name: string): ApiCallback | undefined =>
  isCallback(name) ? callbacks[name] : undefined;

/** The index of a parameter in the prototype, from 0. */
export const positionOf = <Name extends FunctionName>(name: Name, parameter: ParameterName<Name>): number =>
  Object.keys(functions[name].parameters).indexOf(parameter);

/** A function's page is named after the typedef of its pointer. */
const byTypedef: ReadonlyMap<string, WskFunctionName> = new Map([
  ...(Object.keys(wskFunctions) as WskFunctionName[]).map(
    (name) => [wskFunctions[name].page.slice('wsk/nc-wsk-'.length).toUpperCase(), name] as const,
  ),
  ['PFN_WSK_RELEASE_DATAGRAM_INDICATION_LIST', 'WskRelease'],
]);

/** A function of wsk.h by the typedef of its pointer: `PFN_WSK_BIND` is WskBind. Undefined for any other name. */
export const functionOfTypedef = (typedef: string): WskFunctionName | undefined => byTypedef.get(typedef);

/** An event callback by the typedef of its pointer: `PFN_WSK_ACCEPT_EVENT` is WskAcceptEvent. */
export const callbackOfTypedef = (typedef: string): CallbackName | undefined =>
  (Object.keys(callbacks) as CallbackName[]).find((name) => callbacks[name].typedef === typedef);
