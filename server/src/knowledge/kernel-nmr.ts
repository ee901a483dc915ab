import { mayAcquire, releases, waits } from './effects';
import { optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** The Network Module Registrar, by which a driver can attach to WSK instead of registering with WskRegister. */
export const nmrFunctions = defineFunctions({
  NmrRegisterClient: {
    summary: 'Registers a network module as a client, whose ClientAttachProvider is then called for each provider.',
    returns: 'NTSTATUS',
    parameters: {
      ClientCharacteristics: reads(
        'PNPI_CLIENT_CHARACTERISTICS',
        'value',
        'The characteristics of the client: NpiId is &NPI_WSK_INTERFACE_ID for WSK. They stay in memory, not on the stack, until the registration has ended.',
      ),
      ClientContext: optional(
        reads('PVOID', 'context', 'What ClientAttachProvider is given as its ClientContext, or NULL.'),
      ),
      NmrClientHandle: writes('PHANDLE', 'value', 'Receives the handle that NmrDeregisterClient takes.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    values: {
      STATUS_SUCCESS: 'The client is registered. The driver owes one NmrDeregisterClient before it unloads.',
      other: 'It is not registered.',
    },
    notes: [
      'WskRegister is the preferred way. This one remains for compatibility.',
      'The callbacks may be called before this function has returned.',
    ],
    rules: ['registration-on-stack', 'client-table-value-wrong', 'unload-without-deregister', 'wsk-status-ignored'],
    effects: [mayAcquire('NmrClientHandle', 'NMR registration', { held: 'pointee' })],
    page: 'netioddk/nf-netioddk-nmrregisterclient',
  },
  NmrDeregisterClient: {
    summary: 'Ends the registration of a client. The bindings are taken apart first.',
    returns: 'NTSTATUS',
    parameters: {
      NmrClientHandle: reads('HANDLE', 'value', 'The handle that NmrRegisterClient stored.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    values: {
      STATUS_PENDING:
        'Under way. NmrWaitForClientDeregisterComplete waits for the end, which must come before the driver unloads.',
      other: 'It failed.',
    },
    rules: ['unload-without-deregister', 'wsk-status-ignored'],
    effects: [releases('NmrClientHandle', 'NMR registration')],
    page: 'netioddk/nf-netioddk-nmrderegisterclient',
  },
  NmrWaitForClientDeregisterComplete: {
    summary: 'Waits until the deregistration of a client is complete.',
    returns: 'NTSTATUS',
    parameters: {
      NmrClientHandle: reads('HANDLE', 'value', 'The handle that NmrDeregisterClient was called with.'),
    },
    irql: { max: 'APC_LEVEL' },
    values: { STATUS_SUCCESS: 'The registration has ended. The driver may unload.', other: 'It failed.' },
    notes: ['Call it only after NmrDeregisterClient has returned STATUS_PENDING; before that it would wait for ever.'],
    rules: ['unload-without-deregister', 'function-above-its-irql'],
    effects: [waits],
    page: 'netioddk/nf-netioddk-nmrwaitforclientderegistercomplete',
  },
  NmrClientAttachProvider: {
    summary: 'Attaches a client to a provider, from its ClientAttachProvider routine.',
    returns: 'NTSTATUS',
    parameters: {
      NmrBindingHandle: reads(
        'HANDLE',
        'value',
        'The binding handle that ClientAttachProvider was given. The driver keeps it.',
      ),
      ClientBindingContext: reads(
        'PVOID',
        'context',
        'The context of the binding, which ClientDetachProvider is given.',
      ),
      ClientDispatch: reads(
        'const VOID *',
        'value',
        'The client dispatch table: a WSK_CLIENT_DISPATCH for WSK. It is constant, and stays until the binding has ended.',
      ),
      ProviderBindingContext: writes('PVOID *', 'value', 'Receives the PWSK_CLIENT for WSK.'),
      ProviderDispatch: writes('PVOID *', 'value', 'Receives the address of the WSK_PROVIDER_DISPATCH for WSK.'),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    values: {
      STATUS_SUCCESS: 'Attached. Keep the handle, the client and the table, and return STATUS_SUCCESS.',
      STATUS_NOINTERFACE: 'The provider does not fit. Return this value.',
      other: 'It failed. Return this value, and free what was allocated for the binding.',
    },
    rules: ['callback-returns-invalid-status', 'nmr-binding-mishandled', 'wsk-status-ignored'],
    effects: [mayAcquire('NmrBindingHandle', 'NMR binding')],
    page: 'netioddk/nf-netioddk-nmrclientattachprovider',
  },
  NmrClientDetachProviderComplete: {
    summary: 'Tells that a detach is complete for which ClientDetachProvider returned STATUS_PENDING.',
    returns: 'VOID',
    parameters: {
      NmrBindingHandle: reads('HANDLE', 'value', 'The binding handle that ClientAttachProvider was given.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    notes: [
      'Never after ClientDetachProvider has returned STATUS_SUCCESS. No function of the provider may be called afterwards.',
    ],
    rules: ['nmr-binding-mishandled', 'provider-used-while-not-captured'],
    effects: [releases('NmrBindingHandle', 'NMR binding')],
    page: 'netioddk/nf-netioddk-nmrclientdetachprovidercomplete',
  },
});
