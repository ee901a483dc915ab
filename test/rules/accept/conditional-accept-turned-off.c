// Conditional accept mode, on and off again.

#include <ntddk.h>
#include <wsk.h>

typedef struct _LISTENER {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch;
    PIRP Irp;
    KEVENT Done;
    ULONG Conditional;
} LISTENER, *PLISTENER;

static SOCKADDR_IN Local;

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP Prepare(PLISTENER Listener)
{
    KeClearEvent(&Listener->Done);
    IoReuseIrp(Listener->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Listener->Irp, Done, &Listener->Done, TRUE, TRUE, TRUE);
    return Listener->Irp;
}

static NTSTATUS Await(PLISTENER Listener, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Listener->Done, Executive, KernelMode, FALSE, NULL);
        Status = Listener->Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS SetConditional(PLISTENER Listener, ULONG Value)
{
    ULONG value = Value;

    return Await(Listener, Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(value), &value, 0, NULL, NULL, Prepare(Listener)));
}

static NTSTATUS TurnOn(PLISTENER Listener)
{
    ULONG on = 1;

    return Await(Listener, Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(on), &on, 0, NULL, NULL, Prepare(Listener)));
}

static NTSTATUS TurnOff(PLISTENER Listener)
{
    ULONG off = 0;

    return Await(Listener, Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(off), &off, 0, NULL, NULL, Prepare(Listener)));
}

// ---------------------------------------------------------------- wrong

// On and off in one function.
NTSTATUS OnAndOff(PLISTENER Listener)
{
    ULONG conditional = TRUE;
    NTSTATUS status = Await(Listener, Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(conditional), &conditional, 0, NULL, NULL, Prepare(Listener)));

    if (!NT_SUCCESS(status)) {
        return status;
    }
    conditional = FALSE;
    status = Await(Listener, Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(conditional), &conditional, 0, NULL, NULL, Prepare(Listener)));
//                                                                                                ^^^^^^^^^^^^^^^^^^^^^ WSK604 conditional accept mode of 'Listener->Socket' is set to 0, and never ends
    return status;
}

// By helpers.
NTSTATUS ByHelpers(PLISTENER Listener)
{
    NTSTATUS status = TurnOn(Listener);

    if (NT_SUCCESS(status)) {
        status = TurnOff(Listener);
//               ^^^^^^^ WSK604 in TurnOff, conditional accept mode of 'Listener->Socket' is set to 0
    }
    return status;
}

// The value is a member; off only on one way.
NTSTATUS ByMember(PLISTENER Listener, BOOLEAN IsOff)
{
    NTSTATUS status;

    Listener->Conditional = 1;
    status = Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(ULONG), &Listener->Conditional, 0, NULL, NULL, Prepare(Listener));
    status = Await(Listener, status);
    if (!NT_SUCCESS(status) || !IsOff) {
        return status;
    }
    Listener->Conditional = 0;
    status = Listener->Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(ULONG), &Listener->Conditional, 0, NULL, NULL, Prepare(Listener));
//                                                                                ^^^^^^^^^^^^^^^^^^^^^ WSK604 conditional accept mode of 'Listener->Socket' is set to 0
    return Await(Listener, status);
}

// ---------------------------------------------------------------- right

// Off, where it never was on: that is what every listening socket begins with.
NTSTATUS NeverOn(PLISTENER Listener)
{
    return TurnOff(Listener);
}

// On, and nothing else.
NTSTATUS JustOn(PLISTENER Listener)
{
    NTSTATUS status = TurnOn(Listener);

    return NT_SUCCESS(status) ? Await(Listener, Listener->Dispatch->WskBind(Listener->Socket, (PSOCKADDR)&Local, 0, Prepare(Listener))) : status;
}

// To turn it on has failed.
NTSTATUS OnHasFailed(PLISTENER Listener)
{
    NTSTATUS status = TurnOn(Listener);

    if (NT_SUCCESS(status)) {
        return status;
    }
    return TurnOff(Listener);
}

// Another socket.
NTSTATUS OfAnother(PLISTENER Asking, PLISTENER Open)
{
    NTSTATUS status = TurnOn(Asking);

    return NT_SUCCESS(status) ? TurnOff(Open) : status;
}

// Read, not set.
NTSTATUS Read(PLISTENER Listener)
{
    NTSTATUS status = TurnOn(Listener);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Listener->Conditional = 0;
    return Await(Listener, Listener->Dispatch->WskControlSocket(Listener->Socket, WskGetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, 0, NULL, sizeof(ULONG), &Listener->Conditional, NULL, Prepare(Listener)));
}

// On or off, as the caller wants it: one of the two.
NTSTATUS OneOfTwo(PLISTENER Listener, BOOLEAN IsOn)
{
    return IsOn ? TurnOn(Listener) : TurnOff(Listener);
}

// The value of a helper is not known when its own calls are followed: that the mode is on does not show.
NTSTATUS KnownMissValueOfHelper(PLISTENER Listener)
{
    NTSTATUS status = SetConditional(Listener, 1);

    return NT_SUCCESS(status) ? SetConditional(Listener, 0) : status;
}
