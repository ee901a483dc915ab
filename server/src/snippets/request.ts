/** A function of the driver that sends one WSK request and waits until it is done. */
interface WaitingRequest {
  /** What a caller must know, as comments before the function. */
  readonly remark?: readonly string[];
  /** Up to the opening brace: name and parameters. */
  readonly header: readonly string[];
  /** Whether the request needs PASSIVE_LEVEL; waiting alone allows APC_LEVEL. */
  readonly isPassive?: true;
  /** Declarations beside those of the event, the IRP and the status. */
  readonly declarations?: readonly string[];
  readonly call: readonly string[];
  /** What is done with the completed IRP before it is freed. */
  readonly onCompletion?: readonly string[];
}

/** What `waitingRequest` expects: the IoCompletion routine of the snippet `wsksync`. */
export const signalEvent: readonly string[] = ['IO_COMPLETION_ROUTINE SignalEvent;'];

/** The body of such a function, without `$0`. */
export const waitingFunction = (request: WaitingRequest): readonly string[] => [
  ...(request.remark ?? []),
  request.isPassive === true ? '_IRQL_requires_(PASSIVE_LEVEL)' : '_IRQL_requires_max_(APC_LEVEL)',
  ...request.header,
  '{',
  ...(request.declarations ?? []),
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
];

/** The same as the body of a snippet. */
export const waitingRequest = (request: WaitingRequest): readonly string[] => [...waitingFunction(request), '$0'];

/**
 * The local variable with the functions of a socket of one category; a tab stop may choose the category. C++ wants the
 * cast.
 */
export const dispatchOf = (category: string, socket = 'Socket'): readonly string[] => [
  `    const ${category} *Dispatch =`,
  `        (const ${category.replace(/^\$\{(\d+)[:|].*$/, '$$$1')} *)${socket}->Dispatch;`,
];

/** Keeps the socket that a request made, where it succeeded. */
export const keepSocket: readonly string[] = [
  '    if (NT_SUCCESS(Status)) {',
  '        *Socket = (PWSK_SOCKET)Irp->IoStatus.Information;',
  '    }',
];
