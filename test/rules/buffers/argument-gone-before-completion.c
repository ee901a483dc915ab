// Whether what a pending request reads or writes is a local of a function that may have returned.

#include <ntddk.h>
#include <wsk.h>

typedef struct _LISTENER {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
    SOCKADDR_STORAGE Local;
    SOCKADDR_STORAGE Remote;
    ULONG Option;
    ULONG ControlLength;
    ULONG ControlFlags;
    UCHAR Control[64];
} LISTENER, *PLISTENER;

static ULONG On = 1;

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FreeWhenDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// ---------------------------------------------------------------- gone

NTSTATUS SetOption(PWSK_SOCKET Socket, PIRP Irp)
{
    ULONG option = 1;

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_REUSEADDR, SOL_SOCKET, sizeof(option), &option, 0, NULL, NULL, Irp);
//                                                                                         ^^^^^^^ WSK804 'option' is a local of 'SetOption', which can return before WskControlSocket completes and uses it
}

// The address comes with the connection, long after the function has returned.
NTSTATUS StartAccept(PLISTENER Listener)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Listener->Socket->Dispatch;
    SOCKADDR_IN6 remote;

    IoSetCompletionRoutine(Listener->Irp, Done, &Listener->Done, TRUE, TRUE, TRUE);
    return dispatch->WskAccept(Listener->Socket, 0, NULL, NULL, NULL, (PSOCKADDR)&remote, Listener->Irp);
//                                                                    ^^^^^^^^^^^^^^^^^^ WSK804 'remote' is a local of 'StartAccept'
}

// Only one of the arguments is a local, and it is a member.
VOID StartReceive(PLISTENER Listener, PWSK_BUF Buffer)
{
    struct {
        ULONG Length;
        ULONG Flags;
    } control = {sizeof(Listener->Control), 0};
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dispatch = Listener->Socket->Dispatch;
    NTSTATUS status;

    IoSetCompletionRoutine(Listener->Irp, Done, &Listener->Done, TRUE, TRUE, TRUE);
    status = dispatch->WskReceiveFrom(Listener->Socket, Buffer, 0, (PSOCKADDR)&Listener->Remote, &control.Length,
//                                                                                               ^^^^^^^^^^^^^^^ WSK804 'control' is a local of 'StartReceive'
                                      (PCMSGHDR)Listener->Control, &Listener->ControlFlags, Listener->Irp);
    if (!NT_SUCCESS(status)) {
        DbgPrint("nothing is received: %x\n", status);
    }
}

// Control information that is built in an array.
NTSTATUS SendWithInterface(PWSK_SOCKET Socket, PWSK_BUF Buffer, PSOCKADDR To, PIRP Irp)
{
    UCHAR control[64] = {0};

    IoSetCompletionRoutine(Irp, FreeWhenDone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)
        ->WskSendTo(Socket, Buffer, 0, To, sizeof(control), (PCMSGHDR)control, Irp);
//                                                          ^^^^^^^^^^^^^^^^^ WSK804 'control' is a local of 'SendWithInterface'
}

static NTSTATUS AskAddress(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp)
{
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->WskGetLocalAddress(Socket, Address, Irp);
}

// A helper makes the request.
NTSTATUS PrintAddress(PLISTENER Listener)
{
    SOCKADDR_IN local = {0};
    NTSTATUS status;

    IoSetCompletionRoutine(Listener->Irp, Done, &Listener->Done, TRUE, TRUE, TRUE);
    status = AskAddress(Listener->Socket, (PSOCKADDR)&local, Listener->Irp);
//           ^^^^^^^^^^ WSK804 'local' is a local of 'PrintAddress'
    if (status == STATUS_SUCCESS) {
        DbgPrint("port %u\n", local.sin_port);
    }
    return status;
}

// ---------------------------------------------------------------- there

// The function waits.
NTSTATUS SetOptionAndWait(PLISTENER Listener)
{
    ULONG option = 1;
    NTSTATUS status;

    KeClearEvent(&Listener->Done);
    IoSetCompletionRoutine(Listener->Irp, Done, &Listener->Done, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_BASIC_DISPATCH)Listener->Socket->Dispatch)
                 ->WskControlSocket(Listener->Socket, WskSetOption, SO_REUSEADDR, SOL_SOCKET, sizeof(option), &option, 0, NULL,
                                    NULL, Listener->Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Listener->Done, Executive, KernelMode, FALSE, NULL);
        status = Listener->Irp->IoStatus.Status;
    }
    return status;
}

// Without an IRP the request is done when the call returns.
NTSTATUS SetOptionInline(PWSK_SOCKET Socket)
{
    ULONG option = 1;

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_REUSEADDR, SOL_SOCKET, sizeof(option), &option, 0, NULL, NULL, NULL);
}

// The buffers are in the context, which lives on.
NTSTATUS StartAcceptInContext(PLISTENER Listener)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Listener->Socket->Dispatch;

    IoSetCompletionRoutine(Listener->Irp, Done, &Listener->Done, TRUE, TRUE, TRUE);
    return dispatch->WskAccept(Listener->Socket, 0, NULL, NULL, (PSOCKADDR)&Listener->Local, (PSOCKADDR)&Listener->Remote,
                               Listener->Irp);
}

// A static variable stays.
NTSTATUS SetOptionFromStatic(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
        ->WskControlSocket(Socket, WskSetOption, SO_REUSEADDR, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Irp);
}

// The address of a send and the WSK_BUF are copied by the call.
NTSTATUS SendTo(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length, PIRP Irp)
{
    SOCKADDR_IN to = {0};
    WSK_BUF buffer = {Mdl, 0, Length};

    to.sin_family = AF_INET;
    IoSetCompletionRoutine(Irp, FreeWhenDone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)
        ->WskSendTo(Socket, &buffer, 0, (PSOCKADDR)&to, 0, NULL, Irp);
}

// The caller's variable: whether it stays is his affair.
NTSTATUS StartGetAddress(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp)
{
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->WskGetLocalAddress(Socket, Address, Irp);
}

// Whatever failed, the request is over.
NTSTATUS AcceptOrFail(PLISTENER Listener)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Listener->Socket->Dispatch;
    SOCKADDR_IN remote;
    NTSTATUS status;

    KeClearEvent(&Listener->Done);
    IoSetCompletionRoutine(Listener->Irp, Done, &Listener->Done, TRUE, TRUE, TRUE);
    status = dispatch->WskAccept(Listener->Socket, 0, NULL, NULL, NULL, (PSOCKADDR)&remote, Listener->Irp);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    KeWaitForSingleObject(&Listener->Done, Executive, KernelMode, FALSE, NULL);
    return Listener->Irp->IoStatus.Status;
}
