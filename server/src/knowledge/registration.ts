import { reads, writes } from './parameters';
import { defineFunctions } from './shape';

const registration = reads(
  'PWSK_REGISTRATION',
  'registration',
  'The registration that WskRegister filled: the same object, not a copy. Its members belong to WSK.',
);

/** The functions that Netio.lib exports: how a driver becomes a client of WSK, and stops being one. */
export const registrationFunctions = defineFunctions({
  WskRegister: {
    summary: 'Makes the driver a client of WSK. The first call of every driver that uses sockets.',
    returns: 'NTSTATUS',
    parameters: {
      WskClientNpi: reads(
        'PWSK_CLIENT_NPI',
        'value',
        'What the driver offers: its ClientContext, which may be NULL, and its client dispatch table. Set both members.',
      ),
      WskRegistration: writes(
        'PWSK_REGISTRATION',
        'registration',
        'Memory for the registration, which the other registration functions take: non-paged, not on the stack, one for each registration.',
      ),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    ownership:
      'The registration and the client dispatch table are the memory of the driver, and stay in place until WskDeregister has returned.',
    values: {
      STATUS_SUCCESS: 'The driver is registered. It owes one WskDeregister before it unloads.',
      other: 'The driver is not registered. It must not call WskDeregister.',
    },
    notes: [
      'It may be called anywhere at PASSIVE_LEVEL, not only in DriverEntry.',
      'Registration with the Network Module Registrar works too, but remains for compatibility only.',
    ],
    rules: [
      'unload-without-deregister',
      'input-left-uninitialised',
      'wsk-status-ignored',
      'registration-leaked-on-failure',
      'registration-on-stack',
      'registration-object-mismatch',
    ],
    effects: [{ effect: 'acquires', object: 'WskRegistration', resource: 'registration', mayFail: true }],
    since: 'Windows Vista',
    page: 'wsk/nf-wsk-wskregister',
  },
  WskDeregister: {
    summary: 'Ends the registration and waits until nothing of it is in use.',
    returns: 'VOID',
    parameters: { WskRegistration: registration },
    irql: { max: 'PASSIVE_LEVEL' },
    ownership: 'Once it has returned, the memory of the registration and the client dispatch table may go.',
    notes: [
      'It returns only when every captured provider NPI is released, every provider call has returned, every IRP of a client request is completed, and every socket is closed.',
      'What it waits for must therefore not come after it in the same thread, and not in a callback.',
      'It must have returned before the Unload routine does, on every path. It need not be called there.',
      'It cancels a pending WSK_TRANSPORT_LIST_CHANGE. The completion routine must not send it again then.',
    ],
    rules: [
      'deregister-before-cleanup',
      'callback-waits-for-itself',
      'function-above-its-irql',
      'cleanup-of-failed-registration',
      'registration-object-mismatch',
      'provider-used-while-not-captured',
    ],
    effects: [{ effect: 'waits' }, { effect: 'releases', object: 'WskRegistration', resource: 'registration' }],
    since: 'Windows Vista',
    page: 'wsk/nf-wsk-wskderegister',
  },
  WskCaptureProviderNPI: {
    summary: 'Gets the provider NPI: the client object and the table of functions that create sockets.',
    returns: 'NTSTATUS',
    parameters: {
      WskRegistration: registration,
      WaitTimeout: reads(
        'ULONG',
        'value',
        'How long to wait for WSK to be ready, in milliseconds, or WSK_NO_WAIT or WSK_INFINITE_WAIT.',
      ),
      WskProviderNpi: writes(
        'PWSK_PROVIDER_NPI',
        'value',
        'Receives Client and Dispatch. They belong together, and are valid after success only.',
      ),
    },
    irql: { max: 'PASSIVE_LEVEL', note: 'Up to DISPATCH_LEVEL where WaitTimeout is WSK_NO_WAIT.' },
    ownership:
      'The driver keeps the NPI until WskReleaseProviderNPI with the same registration, once for each capture that succeeded. The table itself is constant and belongs to WSK.',
    values: {
      STATUS_SUCCESS: 'The NPI is captured. The driver owes one WskReleaseProviderNPI.',
      STATUS_NOINTERFACE: 'WSK does not support the version in the client dispatch table.',
      STATUS_DEVICE_NOT_READY: 'WSK was not ready in time, or WskDeregister has been called.',
      other: 'Nothing was captured, and nothing must be released.',
    },
    notes: [
      'In DriverEntry use a short time-out, or a thread of its own: WSK_INFINITE_WAIT there holds up the start of other drivers.',
      'A capture that did not wait long enough fails with STATUS_DEVICE_NOT_READY, and may be tried again later.',
      'After STATUS_NOINTERFACE ask WskQueryProviderCharacteristics, deregister, and register with a table of another version.',
    ],
    rules: [
      'deregister-before-cleanup',
      'unload-without-deregister',
      'infinite-capture-at-load',
      'wsk-status-ignored',
      'registration-leaked-on-failure',
      'cleanup-of-failed-registration',
    ],
    effects: [
      { effect: 'waits' },
      { effect: 'acquires', object: 'WskRegistration', resource: 'provider NPI', mayFail: true },
    ],
    since: 'Windows Vista',
    page: 'wsk/nf-wsk-wskcaptureprovidernpi',
  },
  WskReleaseProviderNPI: {
    summary: 'Gives back a provider NPI that WskCaptureProviderNPI captured.',
    returns: 'VOID',
    parameters: { WskRegistration: registration },
    irql: { max: 'DISPATCH_LEVEL' },
    notes: [
      'It takes the registration of the capture, not the NPI.',
      'No function of the provider dispatch table may be called afterwards; WSK_RELEASE_SD and WskFreeAddressInfo are two of them.',
      'It comes before WskDeregister, which waits for it.',
    ],
    rules: [
      'deregister-before-cleanup',
      'unload-without-deregister',
      'provider-used-while-not-captured',
      'cleanup-of-failed-registration',
      'registration-object-mismatch',
    ],
    effects: [{ effect: 'releases', object: 'WskRegistration', resource: 'provider NPI' }],
    since: 'Windows Vista',
    page: 'wsk/nf-wsk-wskreleaseprovidernpi',
  },
  WskQueryProviderCharacteristics: {
    summary: 'Tells which versions of the WSK NPI the system supports.',
    returns: 'NTSTATUS',
    parameters: {
      WskRegistration: registration,
      WskProviderCharacteristics: writes(
        'PWSK_PROVIDER_CHARACTERISTICS',
        'value',
        'Receives the lowest and the highest version. Take them apart with WSK_MAJOR_VERSION and WSK_MINOR_VERSION.',
      ),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: {
      STATUS_SUCCESS: 'The versions are filled in.',
      STATUS_DEVICE_NOT_READY: 'WSK is not ready yet.',
      other: 'It failed, and nothing is filled in.',
    },
    notes: [
      'The comment in wsk.h asks to call it after WskCaptureProviderNPI has returned success or STATUS_NOINTERFACE; the page does not.',
      'A higher minor version contains the lower ones, so compare versions by order, not for equality.',
    ],
    rules: ['wsk-status-ignored', 'version-encoded-by-hand', 'provider-used-while-not-captured'],
    since: 'Windows Vista',
    page: 'wsk/nf-wsk-wskqueryprovidercharacteristics',
  },
});
