import { argumentText, nameOf, type Call } from './calls';
import type { Draft } from './draft';

/** By function: what the row about a call of it is about. */
const ROWS: Readonly<Record<string, string>> = {
  WskRegister: 'register',
  WskCaptureProviderNPI: 'capture',
  WskQueryProviderCharacteristics: 'query',
  WskControlClient: 'control',
  WskReleaseProviderNPI: 'release',
  WskDeregister: 'deregister',
  NmrRegisterClient: 'register',
  NmrClientAttachProvider: 'attach',
  NmrDeregisterClient: 'deregister',
};

/** The id of the node that stands for all that the driver says to WSK as a whole. */
export const REGISTRATION = 'registration';

/** Draws how the driver becomes a client of WSK, and ceases to be one: one node, as hardly any driver does so twice. */
export function drawRegistration(draft: Draft, calls: readonly Call[]): void {
  const own = calls.filter(({ callee }) => Object.hasOwn(ROWS, callee));
  const order = Object.keys(ROWS);
  const sorted = [...own].sort((one, other) => order.indexOf(one.callee) - order.indexOf(other.callee));
  const [first] = sorted;
  if (first === undefined) return;
  const kept = /(\w+)\W*$/.exec(argumentText(first, 'WskRegistration') ?? '')?.[1];
  draft.node({
    id: REGISTRATION,
    kind: 'registration',
    title: kept ?? 'WSK client',
    subtitle: first.callee.startsWith('Nmr') ? 'network module' : 'WSK registration',
    category: undefined,
    place: first.place,
  });
  for (const call of sorted) {
    const label = ROWS[call.callee] ?? 'register';
    draft.row(REGISTRATION, { label, text: call.callee, within: nameOf(call.within), place: call.place });
  }
}
