import { alwaysCompleted, requestRules, requestValues, submitsIrp } from './outcomes';
import { client, flags, optional, reads, requiredIrp, writes } from './parameters';
import { defineFunctions } from './shape';

const owningProcess = optional(
  reads(
    'PEPROCESS',
    'value',
    'The process in whose security context the name is resolved; NULL for a local account with few rights.',
  ),
);

const owningThread = optional(
  reads(
    'PETHREAD',
    'value',
    'The thread in whose security context the name is resolved, together with OwningProcess; NULL for none.',
  ),
);

const resolutionValues = {
  ...requestValues,
  STATUS_NO_MATCH: 'The name or address cannot be resolved. The IRP is completed all the same.',
  STATUS_INVALID_PARAMETER:
    'An argument is wrong: a thread without its process, for one, or a process while the caller impersonates.',
} as const;

const statusField =
  'The text on Irp and wsk.h say that IoStatus.Information holds the status. The table of return values and the sample use IoStatus.Status, as every other request does: read that.';

const sinceWindows7 = 'It needs NTDDI_VERSION of at least NTDDI_WIN7.';

/** The functions of WSK_PROVIDER_DISPATCH that resolve names and addresses. */
export const resolutionFunctions = defineFunctions({
  WskGetAddressInfo: {
    summary: 'Turns a host name into transport addresses.',
    returns: 'NTSTATUS',
    parameters: {
      Client: client,
      NodeName: optional(
        reads(
          'PUNICODE_STRING',
          'value',
          'The host name, or a numeric address as text, ended by a NUL. NULL where only the service is asked for.',
        ),
      ),
      ServiceName: optional(
        reads(
          'PUNICODE_STRING',
          'value',
          'The service name, or a port number as text, ended by a NUL. NULL where only the host is asked for.',
        ),
      ),
      NameSpace: optional(
        reads('ULONG', 'value', 'The name space to ask, NS_ALL or 0 for any. Only its providers are asked.'),
      ),
      Provider: optional(reads('GUID *', 'value', 'The one name space provider to ask, or NULL for all.')),
      Hints: optional(reads('PADDRINFOEXW', 'value', 'What kind of address is wanted, or NULL for any.')),
      Result: writes(
        'PADDRINFOEXW *',
        'value',
        'Receives a list of addresses when the IRP is completed with success. WskFreeAddressInfo frees it. The variable stays valid until then.',
      ),
      OwningProcess: owningProcess,
      OwningThread: owningThread,
      Irp: requiredIrp,
    },
    irql: { max: 'PASSIVE_LEVEL' },
    tables: ['WSK_PROVIDER_DISPATCH'],
    irp: `${alwaysCompleted} IoStatus.Status is the outcome; *Result is valid only where that is a success.`,
    ownership: 'The driver gives the list back with WskFreeAddressInfo, before it releases the provider NPI.',
    values: resolutionValues,
    notes: [statusField, 'At least one of the two names must be given and not be empty.', sinceWindows7],
    rules: [...requestRules, 'function-above-its-irql', 'acquired-object-leaked', 'function-not-available'],
    effects: [
      ...submitsIrp,
      { effect: 'acquires', object: 'Result', resource: 'address information', held: 'pointee', mayFail: true },
    ],
    since: 'Windows 7',
    page: 'wsk/nc-wsk-pfn_wsk_get_address_info',
  },
  WskFreeAddressInfo: {
    summary: 'Frees a list of addresses that WskGetAddressInfo returned.',
    returns: 'VOID',
    parameters: {
      Client: client,
      AddrInfo: reads(
        'PADDRINFOEXW',
        'value',
        'The first element of a list of addresses that WskGetAddressInfo returned for this client.',
      ),
    },
    irql: { max: 'PASSIVE_LEVEL' },
    tables: ['WSK_PROVIDER_DISPATCH'],
    ownership: 'The list was made by WSK: no pool function may free it.',
    rules: ['function-above-its-irql', 'released-by-wrong-function', 'provider-used-while-not-captured'],
    effects: [{ effect: 'releases', object: 'AddrInfo', resource: 'address information' }],
    since: 'Windows 7',
    page: 'wsk/nc-wsk-pfn_wsk_free_address_info',
  },
  WskGetNameInfo: {
    summary: 'Turns a transport address into a host name and a service name.',
    returns: 'NTSTATUS',
    parameters: {
      Client: client,
      SockAddr: reads('PSOCKADDR', 'address', 'The transport address and port to name.'),
      SockAddrLength: reads('ULONG', 'value', 'The size of the address in bytes, at most sizeof(SOCKADDR_STORAGE).'),
      NodeName: optional(
        writes(
          'PUNICODE_STRING',
          'value',
          'Receives the host name and its NUL, in a buffer of the driver that is large enough. NULL where it is not wanted; not both names.',
        ),
      ),
      ServiceName: optional(
        writes(
          'PUNICODE_STRING',
          'value',
          'Receives the service name and its NUL, in a buffer of the driver that is large enough. NULL where it is not wanted; not both names.',
        ),
      ),
      Flags: flags(
        ['NI_NOFQDN', 'NI_NUMERICHOST', 'NI_NAMEREQD', 'NI_NUMERICSERV', 'NI_DGRAM'],
        'How the names are to be written, or 0. NI_NUMERICHOST and NI_NUMERICSERV ask for numbers, NI_NAMEREQD for a failure where there is no name.',
      ),
      OwningProcess: owningProcess,
      OwningThread: owningThread,
      Irp: requiredIrp,
    },
    irql: { max: 'PASSIVE_LEVEL' },
    tables: ['WSK_PROVIDER_DISPATCH'],
    irp: `${alwaysCompleted} IoStatus.Status is the outcome.`,
    ownership: 'The strings and their buffers are the memory of the driver, and stay valid until the IRP is completed.',
    values: resolutionValues,
    notes: [statusField, sinceWindows7],
    rules: [...requestRules, 'function-above-its-irql', 'address-buffer-size-wrong', 'flag-not-accepted-by-function'],
    effects: submitsIrp,
    since: 'Windows 7',
    page: 'wsk/nc-wsk-pfn_wsk_get_name_info',
  },
});
