import type { Constant } from './macros';

const kernelGuide = 'https://learn.microsoft.com/windows-hardware/drivers/kernel/';

/** A major function code: which sort of request an IRP is. */
const request = (name: string, asks: string): Constant => ({
  kind: 'constant',
  summary: `The major function code of IRPs that ${asks}.`,
  page: `${kernelGuide}${name}`,
});

/** Constants of the kernel that WSK code names, by name. */
export const kernelConstants = {
  PASSIVE_LEVEL: {
    kind: 'constant',
    summary: 'The lowest IRQL, at which threads run. Waiting and pageable memory are allowed.',
    value: '0',
    rules: ['function-above-its-irql'],
    page: `${kernelGuide}managing-hardware-priorities`,
  },
  APC_LEVEL: {
    kind: 'constant',
    summary: 'The IRQL at which no APC interrupts. Pageable memory is allowed.',
    value: '1',
    page: `${kernelGuide}managing-hardware-priorities`,
  },
  DISPATCH_LEVEL: {
    kind: 'constant',
    summary: 'The IRQL of spin locks and DPCs, and of many callbacks of WSK. No waiting, no pageable memory.',
    value: '2',
    rules: ['function-above-its-irql', 'pageable-memory-in-callback'],
    page: `${kernelGuide}managing-hardware-priorities`,
  },
  IO_NO_INCREMENT: {
    kind: 'constant',
    summary: 'The thread that waits gets no higher priority. It is what KeSetEvent in a completion routine takes.',
    value: '0',
    page: 'wdm/nf-wdm-kesetevent',
  },
  IO_NETWORK_INCREMENT: {
    kind: 'constant',
    summary: 'The thread that waits gets a higher priority for a while, as for other network requests.',
    value: '2',
    page: 'wdm/nf-wdm-iocompleterequest',
  },
  SL_PENDING_RETURNED: {
    kind: 'constant',
    summary: 'Control of a stack location: IoMarkIrpPending was called.',
    value: '0x01',
    page: 'wdm/ns-wdm-_io_stack_location',
  },
  SL_INVOKE_ON_CANCEL: {
    kind: 'constant',
    summary: 'Control of a stack location: the completion routine is called when the IRP was cancelled.',
    value: '0x20',
    page: 'wdm/nf-wdm-iosetcompletionroutine',
  },
  SL_INVOKE_ON_SUCCESS: {
    kind: 'constant',
    summary: 'Control of a stack location: the completion routine is called on success.',
    value: '0x40',
    page: 'wdm/nf-wdm-iosetcompletionroutine',
  },
  SL_INVOKE_ON_ERROR: {
    kind: 'constant',
    summary: 'Control of a stack location: the completion routine is called on failure.',
    value: '0x80',
    page: 'wdm/nf-wdm-iosetcompletionroutine',
  },
  POOL_FLAG_NON_PAGED: {
    kind: 'constant',
    summary: 'Memory that is never paged out, and cannot be executed. Buffers, contexts and addresses for WSK need it.',
    value: '0x40',
    page: 'wdm/nf-wdm-exallocatepool2',
  },
  POOL_FLAG_PAGED: {
    kind: 'constant',
    summary: 'Memory that can be paged out. Nothing that WSK or a callback touches may be in it.',
    value: '0x100',
    rules: ['paged-memory-given-to-wsk'],
    page: 'wdm/nf-wdm-exallocatepool2',
  },
  POOL_FLAG_UNINITIALIZED: {
    kind: 'constant',
    summary: 'Memory is not set to zero.',
    value: '0x2',
    rules: ['input-left-uninitialised'],
    page: 'wdm/nf-wdm-exallocatepool2',
  },
  INADDR_ANY: {
    kind: 'constant',
    summary: 'The wildcard address of IPv4: all local addresses.',
    value: '0',
    notes: ['A listening or datagram socket bound to it has them all; a connection gets its address when it connects.'],
    page: 'wsk/nc-wsk-pfn_wsk_bind',
  },
  MAXULONG: {
    kind: 'constant',
    summary: 'The largest ULONG.',
    value: '0xffffffff',
    page: '',
  },
  MAXULONG_PTR: {
    kind: 'constant',
    summary: 'The largest ULONG_PTR.',
    value: '(~((ULONG_PTR)0))',
    page: '',
  },
  METHOD_BUFFERED: {
    kind: 'constant',
    summary: 'Of a device control code: the I/O manager copies input and output through one system buffer.',
    value: '0',
    page: `${kernelGuide}buffer-descriptions-for-i-o-control-codes`,
  },
  FILE_ANY_ACCESS: {
    kind: 'constant',
    summary: 'Of a device control code: whoever can open the device may send it.',
    value: '0',
    page: `${kernelGuide}defining-i-o-control-codes`,
  },
  IRP_MJ_CREATE: request('irp-mj-create', 'open a file or device'),
  IRP_MJ_CLOSE: request('irp-mj-close', 'tell that the last reference to a file object is gone'),
  IRP_MJ_CLEANUP: request('irp-mj-cleanup', 'tell that the last handle to a file object is closed'),
  IRP_MJ_READ: request('irp-mj-read', 'read'),
  IRP_MJ_WRITE: request('irp-mj-write', 'write'),
  IRP_MJ_DEVICE_CONTROL: request('irp-mj-device-control', 'carry a device control code'),
  IRP_MJ_INTERNAL_DEVICE_CONTROL: request(
    'irp-mj-internal-device-control',
    'carry a device control code from another driver',
  ),
  IRP_MJ_SHUTDOWN: request('irp-mj-shutdown', 'tell that the system shuts down'),
  IRP_MJ_POWER: request('irp-mj-power', 'concern power'),
  IRP_MJ_SYSTEM_CONTROL: request('irp-mj-system-control', 'concern WMI'),
  IRP_MJ_PNP: request('irp-mj-pnp', 'concern Plug and Play'),
  IRP_MJ_MAXIMUM_FUNCTION: {
    kind: 'constant',
    summary: 'The highest major function code: the index of the last dispatch routine of a driver.',
    value: '0x1b',
    page: 'wdm/ns-wdm-_driver_object',
  },
} as const satisfies Readonly<Record<string, Constant>>;
