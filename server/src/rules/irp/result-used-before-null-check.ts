import { c, defineRule, ignoredFailures, insertNullTest, learn, pathTo, possiblyNull } from '../kit';

/** What gives NULL where memory is short. */
const ALLOCATIONS: ReadonlySet<string> = new Set([
  'IoAllocateIrp',
  'IoAllocateIrpEx',
  'IoAllocateMdl',
  'MmGetSystemAddressForMdlSafe',
]);

export default defineRule({
  code: 'WSK205',
  name: 'result-used-before-null-check',
  category: 'irp',
  severity: 'error',
  since: 'unreleased',
  summary: 'The result of IoAllocateIrp, IoAllocateMdl or an MDL mapping is used before it was compared with NULL.',
  why: `
    These functions give NULL where memory or page table entries are short.
    Whoever goes through that pointer at raised IRQL stops the system, and everywhere else as well if nothing catches the exception.
    It happens on loaded machines only, and there it takes down a system that could have gone on.
    A helper that fails where there is no memory is of no use if its caller drops what it returns: the structure that it should have filled goes on with a NULL in it.`,
  remedy: `
    Compare the result with NULL right behind the call, give back what was made before, and return STATUS_INSUFFICIENT_RESOURCES.
    Where a helper makes the IRP, test what the helper returns.`,
  elsewhere: [
    'Code Analysis warns with C28182 or C6011 within one function.',
    'Driver Verifier with "Randomized low resources simulation" lets such allocations fail.',
  ],
  exceptions: `
    An ASSERT is no test: it does nothing in a free build.
    The address of an MDL that MmBuildMdlForNonPagedPool has filled is never NULL, and nothing is said where the file shows that.
    If another place guarantees that the pointer is good, silence the line with a reason.`,
  sources: [
    learn.ddi('wdm/nf-wdm-ioallocateirp'),
    learn.ddi('wdm/nf-wdm-ioallocatemdl'),
    learn.ddi('wdm/nf-wdm-mmgetsystemaddressformdlsafe'),
  ],
  bad: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context);

    NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
    {
        PIRP Irp = IoAllocateIrp(1, FALSE);
        IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, TRUE, TRUE);
        return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    }
  `,
  good: c`
    NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context);

    NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
    {
        PIRP Irp = IoAllocateIrp(1, FALSE);
        if (Irp == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, TRUE, TRUE);
        return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, Irp);
    }
  `,

  query: (analysis) =>
    [...possiblyNull(analysis), ...ignoredFailures(analysis)].filter(({ origin }) => ALLOCATIONS.has(origin.callee)),

  *check(found, analysis) {
    const { at, origin } = found;
    if ('member' in found) {
      yield {
        at,
        message: `nothing tests whether ${found.callee} has failed: '${found.member}' is NULL then, and used later without a test`,
        related: pathTo(analysis, origin, `it is NULL where ${origin.callee} has failed`),
      };
      return;
    }
    const { definition, text } = found;
    yield {
      at,
      message: `'${text}' is NULL where ${origin.callee} has failed, and is used here without a test`,
      related: pathTo(analysis, origin, 'it comes from here'),
      fix:
        origin.through.length > 0
          ? undefined
          : insertNullTest(
              analysis,
              definition,
              origin.at,
              'STATUS_INSUFFICIENT_RESOURCES',
              'Test the result for NULL',
            ),
    };
  },
});
