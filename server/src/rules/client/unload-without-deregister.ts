import { c, defineRule, learn, pathTo, placeOf, skippedDeregistrations, unfinishedUnloads } from '../kit';
import type { Analysis, LastingName, Related, SkippedDeregistration, Span, UnfinishedUnload } from '../kit';

/** What goes on behind a routine that leaves an end out. */
const LEFT: Partial<Record<LastingName, string>> = {
  WskDeregister: 'the driver is still registered with WSK',
  WskReleaseProviderNPI: 'the driver still holds the provider NPI',
  NmrDeregisterClient: 'the driver is still registered with the Network Module Registrar',
  NmrWaitForClientDeregisterComplete: 'the deregistration may still be under way',
};

export default defineRule({
  code: 'WSK106',
  name: 'unload-without-deregister',
  category: 'client',
  severity: 'error',
  since: 'unreleased',
  summary: 'The driver can be unloaded while it is still registered with WSK or holds the provider NPI.',
  why: `
    The registration object and the dispatch table of the client lie in the driver's own memory, and WSK keeps pointers to both.
    When the unload routine returns, that memory is gone.
    The next change in the network stack goes through the pointers, and the system stops with a bugcheck, often minutes later and with no sign of the driver.`,
  remedy: `
    Call WskReleaseProviderNPI for each capture and WskDeregister at the end of the unload routine, once all sockets are closed.`,
  elsewhere: [
    'The bugcheck is DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS (0xCE) where code of the driver still runs or is called after the unload.',
  ],
  exceptions: `
    A driver without an unload routine cannot be unloaded.
    The end may be called anywhere in the driver, as long as it can run before or in the unload routine; the rule is silent where a part of the driver is not in sight.
    Of a function that deregisters, a way out is told on which it has no memory for what it does before, if nobody else ends that registration; memory for that can be had when the driver starts.`,
  related: {
    'socket-never-closed': 'a driver can be unloaded once nothing of it is left with WSK.',
  },
  sources: [
    learn.network('unregistering-a-winsock-kernel-application'),
    learn.ddi('wsk/nf-wsk-wskderegister'),
    learn.ddi('wsk/nf-wsk-wskreleaseprovidernpi'),
    learn.ddi('netioddk/nf-netioddk-nmrwaitforclientderegistercomplete'),
  ],
  bad: c`
    static WSK_REGISTRATION Registration;
    static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

    VOID Unload(PDRIVER_OBJECT DriverObject)
    {
        IoDeleteDevice(DriverObject->DeviceObject);
    }

    NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
    {
        WSK_CLIENT_NPI Client = { NULL, &Dispatch };

        UNREFERENCED_PARAMETER(RegistryPath);
        DriverObject->DriverUnload = Unload;
        return WskRegister(&Client, &Registration);
    }
  `,
  good: c`
    static WSK_REGISTRATION Registration;
    static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

    VOID Unload(PDRIVER_OBJECT DriverObject)
    {
        WskDeregister(&Registration);
        IoDeleteDevice(DriverObject->DeviceObject);
    }

    NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
    {
        WSK_CLIENT_NPI Client = { NULL, &Dispatch };

        UNREFERENCED_PARAMETER(RegistryPath);
        DriverObject->DriverUnload = Unload;
        return WskRegister(&Client, &Registration);
    }
  `,

  query: (analysis) => [
    ...unfinishedUnloads(analysis).map((found) => unfinished(found, analysis)),
    ...skippedDeregistrations(analysis).map((found) => skipped(found, analysis)),
  ],

  *check(said) {
    yield said;
  },
});

interface Said {
  readonly at: Span;
  readonly message: string;
  readonly related: readonly Related[];
}

function unfinished({ at, routine, begin, end, begun, isEndedAtStart }: UnfinishedUnload, analysis: Analysis): Said {
  const never = isEndedAtStart ? `${end} is only called in DriverEntry` : `nothing in the driver calls ${end}`;
  return {
    at,
    message: `${LEFT[end] ?? 'the driver is still in use'} after '${routine}': ${never}`,
    related: begun.flatMap((place) => placeOf(analysis, place, `begun by ${begin} here`)),
  };
}

const skipped = ({ at, routine, registration, otherwise }: SkippedDeregistration, analysis: Analysis): Said => ({
  at,
  message: `without memory '${routine}' returns before its WskDeregister, and nothing else ends '${registration}'`,
  related: pathTo(analysis, otherwise, 'it is deregistered here otherwise'),
});
