/**
 * Functions of the kernel, and exports of WSK, of which the calls are kept with what is known of their arguments: rules ask
 * for them in the function that makes the call. What is here costs memory for each call; what no rule asks for is not here.
 */
export const ASKED: ReadonlySet<string> = new Set([
  'IoAllocateIrp',
  'IoInitializeIrp',
  'IoSetCompletionRoutine',
  'IoSetCompletionRoutineEx',
  'WskRegister',
  'WskDeregister',
  'WskCaptureProviderNPI',
  'WskReleaseProviderNPI',
]);
