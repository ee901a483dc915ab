import { reads, writes } from './parameters';
import { defineFunctions } from './shape';

const registration = reads(
  'PWSK_REGISTRATION',
  'registration',
  'The registration that WskRegister filled. It must stay where it is, in memory that no one else writes.',
);

/** The functions that Netio.lib exports: how a driver becomes a client of WSK, and stops being one. */
export const registrationFunctions = defineFunctions({
  WskRegister: {
    summary: 'Makes the driver a client of WSK.',
    returns: 'NTSTATUS',
    parameters: {
      WskClientNpi: reads(
        'PWSK_CLIENT_NPI',
        'value',
        'What the driver offers: its context and its client dispatch table. The table must live until WskDeregister has returned.',
      ),
      WskRegistration: writes(
        'PWSK_REGISTRATION',
        'registration',
        'Memory for the registration, which the other registration functions take. WSK uses it until WskDeregister has returned.',
      ),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    values: {
      STATUS_SUCCESS: 'The driver is registered. It owes one WskDeregister before it unloads.',
      other: 'The driver is not registered. It must not call WskDeregister.',
    },
    since: 'Windows Vista',
    page: 'wsk/nf-wsk-wskregister',
  },
  WskDeregister: {
    summary: 'Ends the registration and waits until nothing of it is in use.',
    returns: 'VOID',
    parameters: { WskRegistration: registration },
    irql: {
      max: 'PASSIVE_LEVEL',
      note: 'It waits until every captured provider NPI is released, every call has returned, and every socket is closed.',
    },
    effects: [{ effect: 'waits' }],
    since: 'Windows Vista',
    page: 'wsk/nf-wsk-wskderegister',
  },
  WskCaptureProviderNPI: {
    summary: 'Gets the provider NPI: the client object and the provider dispatch table.',
    returns: 'NTSTATUS',
    parameters: {
      WskRegistration: registration,
      WaitTimeout: reads(
        'ULONG',
        'value',
        'How long to wait for WSK to be ready, in milliseconds, or WSK_NO_WAIT or WSK_INFINITE_WAIT.',
      ),
      WskProviderNpi: writes('PWSK_PROVIDER_NPI', 'value', 'Receives the client object and the dispatch table.'),
    },
    irql: { max: 'PASSIVE_LEVEL', note: 'Up to DISPATCH_LEVEL where WaitTimeout is WSK_NO_WAIT.' },
    values: {
      STATUS_SUCCESS: 'The NPI is captured. The driver owes one WskReleaseProviderNPI.',
      STATUS_NOINTERFACE: 'WSK does not support the version that the client dispatch table asks for.',
      STATUS_DEVICE_NOT_READY: 'WSK was not ready in time, or WskDeregister is under way.',
      other: 'Nothing was captured, and nothing must be released.',
    },
    effects: [{ effect: 'waits' }],
    since: 'Windows Vista',
    page: 'wsk/nf-wsk-wskcaptureprovidernpi',
  },
  WskReleaseProviderNPI: {
    summary: 'Gives back a provider NPI that WskCaptureProviderNPI captured.',
    returns: 'VOID',
    parameters: { WskRegistration: registration },
    irql: { max: 'DISPATCH_LEVEL' },
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
        'Receives the lowest and the highest version.',
      ),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: {
      STATUS_SUCCESS: 'The versions are filled in.',
      STATUS_DEVICE_NOT_READY: 'WSK is not ready yet.',
      other: 'It failed.',
    },
    since: 'Windows Vista',
    page: 'wsk/nf-wsk-wskqueryprovidercharacteristics',
  },
});
