/** A macro or a constant of a header that is neither flag, status nor option. */
export interface Constant {
  readonly kind: 'constant' | 'macro' | 'type';
  readonly summary: string;
  /** C text of what it stands for. */
  readonly value?: string;
  readonly notes?: readonly string[];
  readonly rules?: readonly string[];
  readonly page: string;
}

const guide = 'https://learn.microsoft.com/windows-hardware/drivers/network/';

/** Macros, constants and types of wsk.h, by name. Source: wsk.h and the pages named. */
export const wskMacros = {
  WSK_NO_WAIT: {
    kind: 'constant',
    summary: 'WskCaptureProviderNPI does not wait for WSK to be ready.',
    value: '0',
    notes: [
      'STATUS_DEVICE_NOT_READY is no error then: WSK is not up yet, and the driver asks again later.',
      'With it alone WskCaptureProviderNPI may be called at DISPATCH_LEVEL.',
    ],
    page: 'wsk/nf-wsk-wskcaptureprovidernpi',
  },
  WSK_INFINITE_WAIT: {
    kind: 'constant',
    summary: 'WskCaptureProviderNPI waits for WSK until it is ready.',
    value: '0xffffffff',
    notes: ['Not in DriverEntry: loading the driver waits as well. WskDeregister ends the wait.'],
    rules: ['infinite-capture-at-load'],
    page: 'wsk/nf-wsk-wskcaptureprovidernpi',
  },
  MAKE_WSK_VERSION: {
    kind: 'macro',
    summary: 'Makes the number of an NPI version out of its major and minor part.',
    value: '((USHORT)((Mj) << 8) | (USHORT)((Mn) & 0xff))',
    notes: ['Today the version is MAKE_WSK_VERSION(1, 0).'],
    rules: ['version-encoded-by-hand'],
    page: 'wsk/ns-wsk-_wsk_client_dispatch',
  },
  WSK_MAJOR_VERSION: {
    kind: 'macro',
    summary: 'Takes the major part out of the number of an NPI version.',
    value: '((UCHAR)((V) >> 8))',
    rules: ['version-encoded-by-hand'],
    page: 'wsk/ns-wsk-_wsk_provider_characteristics',
  },
  WSK_MINOR_VERSION: {
    kind: 'macro',
    summary: 'Takes the minor part out of the number of an NPI version.',
    value: '((UCHAR)(V))',
    rules: ['version-encoded-by-hand'],
    page: 'wsk/ns-wsk-_wsk_provider_characteristics',
  },
  WSKAPI: {
    kind: 'macro',
    summary: 'The calling convention of WSK: every event callback has it.',
    value: 'NTAPI',
    notes: ['On x86 a callback without it leaves the stack askew.'],
    rules: ['callback-signature-mismatch'],
    page: `${guide}winsock-kernel-events`,
  },
  NPI_WSK_INTERFACE_ID: {
    kind: 'constant',
    summary: 'Identifies the NPI of WSK. Pass its address.',
    notes: ['It stands in WSK_EVENT_CALLBACK_CONTROL for the callbacks of wsk.h, and in the registration with NMR.'],
    rules: ['wrong-npi-for-callbacks'],
    page: 'wsk/ns-wsk-_wsk_event_callback_control',
  },
  WSK_SO_BASE: {
    kind: 'constant',
    summary: 'Where the numbers of the socket options that WSK adds begin. Name the options themselves.',
    value: '0x4000',
    page: 'wsk/nc-wsk-pfn_wsk_control_socket',
  },
  SOL_SOCKET: {
    kind: 'constant',
    summary: 'The level of the socket options of WSK, and of those that all transports have.',
    value: '0xffff',
    rules: ['option-at-wrong-level'],
    page: 'wsk/nc-wsk-pfn_wsk_control_socket',
  },
  PWSK_CLIENT: {
    kind: 'type',
    summary: 'Points to a client object, made by WSK for a registered client.',
    value: 'typedef PVOID PWSK_CLIENT;',
    notes: [
      'The pages speak of a structure WSK_CLIENT. wsk.h has no such thing: the type is PVOID, and nobody looks inside.',
    ],
    rules: ['wsk-owned-object-touched'],
    page: `${guide}winsock-kernel-objects`,
  },
} as const satisfies Readonly<Record<string, Constant>>;

/** The constant of wsk.h by whose address WSK's own NPI is known. */
export const WSK_NPI = 'NPI_WSK_INTERFACE_ID' satisfies keyof typeof wskMacros;
