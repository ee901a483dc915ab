/** A function of the driver that sends one WSK request and waits until it is done. */
interface WaitingRequest {
  /** The first lines, up to the opening brace: name and parameters. */
  readonly header: readonly string[];
  /** Declarations beside those of the event, the IRP and the status. */
  readonly declarations: readonly string[];
  readonly call: readonly string[];
  /** What is done with the completed IRP before it is freed. */
  readonly onCompletion?: readonly string[];
}

/** The body of such a function; `SignalEvent` is the IoCompletion routine of the snippet `wsksync`. */
export const waitingRequest = (request: WaitingRequest): readonly string[] => [
  ...request.header,
  '{',
  ...request.declarations,
  '    KEVENT Event;',
  '    PIRP Irp;',
  '    NTSTATUS Status;',
  '',
  '    Irp = IoAllocateIrp(1, FALSE);',
  '    if (Irp == NULL) {',
  '        return STATUS_INSUFFICIENT_RESOURCES;',
  '    }',
  '',
  '    KeInitializeEvent(&Event, NotificationEvent, FALSE);',
  '    IoSetCompletionRoutine(Irp, SignalEvent, &Event, TRUE, TRUE, TRUE);',
  ...request.call,
  '    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);',
  '',
  '    Status = Irp->IoStatus.Status;',
  ...(request.onCompletion ?? []),
  '    IoFreeIrp(Irp);',
  '    return Status;',
  '}',
  '$0',
];
