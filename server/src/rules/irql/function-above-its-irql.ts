import { barredCalls, c, defineRule, learn, wayAbove } from '../kit';

export default defineRule({
  code: 'WSK901',
  name: 'function-above-its-irql',
  category: 'irql',
  severity: 'error',
  since: 'unreleased',
  summary: 'A function is called at an IRQL above the highest it allows, or from a callback that may run there.',
  why: `
    A function that needs PASSIVE_LEVEL touches pageable memory, or waits.
    At DISPATCH_LEVEL neither can be done: the system stops with IRQL_NOT_LESS_OR_EQUAL or ATTEMPTED_SWITCH_FROM_DPC.
    WSK calls callbacks and completion routines at any level up to there, so such a call works until the day it does not.`,
  remedy: `
    Move the call to a work item, which runs at PASSIVE_LEVEL, or use the counterpart that may run at DISPATCH_LEVEL.`,
  elsewhere: [
    "Code Analysis for drivers warns with C28121, where annotations or the function's role tell it the IRQL; an event callback of WSK has no role that it knows.",
    'Driver Verifier with "Force IRQL checking" makes pageable memory inaccessible above APC_LEVEL; the bugcheck is IRQL_NOT_LESS_OR_EQUAL (0xA) or DRIVER_IRQL_NOT_LESS_OR_EQUAL (0xD1).',
  ],
  exceptions: `
    What is reached only behind a test of KeGetCurrentIrql is left alone, and so is a wait with a timeout of zero.
    A function that only its author knows to be called at PASSIVE_LEVEL can say so with _IRQL_requires_max_.`,
  related: {
    'pageable-memory-in-callback':
      'a call that its IRQL bars is told by `function-above-its-irql`; PAGED_CODE, alloc_text and pageable data by `pageable-memory-in-callback`.',
  },
  sources: [
    learn.network('winsock-kernel-events'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_get_address_info'),
    learn.ddi('wsk/nf-wsk-wskderegister'),
  ],
  bad: c`
    typedef struct _LOOKUP {
        PWSK_PROVIDER_NPI Npi;
        PADDRINFOEXW Result;
    } LOOKUP, *PLOOKUP;

    NTSTATUS LookupDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        PLOOKUP Lookup = (PLOOKUP)Context;

        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        Lookup->Npi->Dispatch->WskFreeAddressInfo(Lookup->Npi->Client, Lookup->Result);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Resolve(PLOOKUP Lookup, PUNICODE_STRING Name, PIRP Irp)
    {
        IoSetCompletionRoutine(Irp, LookupDone, Lookup, TRUE, TRUE, TRUE);
        return Lookup->Npi->Dispatch->WskGetAddressInfo(Lookup->Npi->Client, Name, NULL, 0, NULL, NULL, &Lookup->Result, NULL, NULL, Irp);
    }
  `,
  good: c`
    typedef struct _LOOKUP {
        PWSK_PROVIDER_NPI Npi;
        PADDRINFOEXW Result;
        PIO_WORKITEM Free;
    } LOOKUP, *PLOOKUP;

    VOID FreeResult(PDEVICE_OBJECT Device, PVOID Context)
    {
        PLOOKUP Lookup = (PLOOKUP)Context;

        UNREFERENCED_PARAMETER(Device);
        Lookup->Npi->Dispatch->WskFreeAddressInfo(Lookup->Npi->Client, Lookup->Result);
    }

    NTSTATUS LookupDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
    {
        PLOOKUP Lookup = (PLOOKUP)Context;

        UNREFERENCED_PARAMETER(Device);
        UNREFERENCED_PARAMETER(Irp);
        IoQueueWorkItem(Lookup->Free, FreeResult, DelayedWorkQueue, Lookup);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    NTSTATUS Resolve(PLOOKUP Lookup, PUNICODE_STRING Name, PIRP Irp)
    {
        IoSetCompletionRoutine(Irp, LookupDone, Lookup, TRUE, TRUE, TRUE);
        return Lookup->Npi->Dispatch->WskGetAddressInfo(Lookup->Npi->Client, Name, NULL, 0, NULL, NULL, &Lookup->Result, NULL, NULL, Irp);
    }
  `,

  query: (analysis) => barredCalls(analysis).tooHigh,

  *check(barred, analysis) {
    const { at, call, need } = barred;
    const { runner, related } = wayAbove(analysis, barred, need.max);
    const [callee = '', ...further] = need.chain;
    const asking = need.chain.at(-1) ?? callee;
    const what = asking.startsWith('ExAllocatePool') ? `${asking} of paged pool` : asking;
    const through = further.length > 0 ? ` in '${callee}'` : '';
    const level = call.irql.reaches === 'HIGH_LEVEL' ? 'above DISPATCH_LEVEL' : `at ${call.irql.reaches}`;
    yield {
      at,
      message: `${runner} can reach ${what}${through} ${level}, which it allows only ${ALLOWED[need.max]}`,
      related,
    };
  },
});

const ALLOWED = {
  PASSIVE_LEVEL: 'at PASSIVE_LEVEL',
  APC_LEVEL: 'below DISPATCH_LEVEL',
  DISPATCH_LEVEL: 'up to DISPATCH_LEVEL',
  HIGH_LEVEL: 'anywhere',
} as const;
