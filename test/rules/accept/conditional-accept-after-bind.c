// When conditional accept is set, and whether the socket is bound by then.

#include <ntddk.h>
#include <wsk.h>

#define LISTEN_TABLE(socket) ((PWSK_PROVIDER_LISTEN_DISPATCH)(socket)->Dispatch)
#define CONDITIONAL SO_CONDITIONAL_ACCEPT
#define GOTO_IF_FAILED(label, status, call) \
    do { \
        (status) = (call); \
        if (!NT_SUCCESS(status)) \
            goto label; \
    } while (0)

typedef struct _LISTENER {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
    SOCKADDR_IN Address;
    ULONG Conditional;
} LISTENER, *PLISTENER;

// As KSOCKET and its descendants keep a socket.
typedef struct _WRAPPED_SOCKET {
    PWSK_SOCKET WskSocket;
    union {
        const VOID *WskDispatch;
        const WSK_PROVIDER_LISTEN_DISPATCH *WskListenDispatch;
    };
} WRAPPED_SOCKET, *PWRAPPED_SOCKET;

// A table of another kind, whose members only have the names of WSK's.
typedef struct _DEVICE_TABLE {
    NTSTATUS (*WskBind)(PVOID Device);
    NTSTATUS (*WskControlSocket)(PVOID Device, ULONG Option);
} DEVICE_TABLE;

extern const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch;
extern VOID ReplaceSocket(PLISTENER Listener);
extern PWSK_SOCKET NextSocket(VOID);
static PWSK_SOCKET GlobalListener;
static ULONG On = 1;

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Prepare(PIRP Irp, PKEVENT Event)
{
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(Event);
    IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
}

static NTSTATUS Await(PIRP Irp, NTSTATUS Status, PKEVENT Event)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

// ---------------------------------------------------------------- after the bind, in one function

// The table is in a typed variable.
NTSTATUS AfterBind(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    PWSK_PROVIDER_LISTEN_DISPATCH dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch;
    ULONG conditional = 1;
    NTSTATUS status;

    IoSetCompletionRoutine(Irp, Done, Event, TRUE, TRUE, TRUE);
    status = dispatch->WskBind(Socket, Address, 0, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Irp, Event);
    status = dispatch->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(conditional),
//                                                            ^^^^^^^^^^^^^^^^^^^^^ WSK601 'Socket' is already bound
                                        &conditional, 0, NULL, NULL, Irp);
    return Await(Irp, status, Event);
}

// The table is cast at each call.
NTSTATUS AfterBindByCasts(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PIRP OptionIrp)
{
    NTSTATUS status = ((CONST WSK_PROVIDER_LISTEN_DISPATCH *)(Socket->Dispatch))->WskBind(Socket, Address, 0, Irp);

    if (NT_SUCCESS(status)) {
        status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)
                     ->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL,
//                                                            ^^^^^^^^^^^^^^^^^^^^^ WSK601 'Socket' is already bound
                                        OptionIrp);
    }
    return status;
}

// The socket is a member.
NTSTATUS AfterBindOfMember(PLISTENER Listener, PIRP OptionIrp)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Listener->Socket->Dispatch;
    NTSTATUS status;

    Listener->Conditional = TRUE;
    status = (*(dispatch->WskBind))(Listener->Socket, (PSOCKADDR)&Listener->Address, 0, Listener->Irp);
    if (status != STATUS_SUCCESS)
        return status;
    return (*dispatch->WskControlSocket)(Listener->Socket, WskSetOption, CONDITIONAL, SOL_SOCKET, sizeof(ULONG),
//                                                                       ^^^^^^^^^^^ WSK601 'Listener->Socket' is already bound
                                         &Listener->Conditional, 0, NULL, NULL, OptionIrp);
}

// The table is a typed member of an unnamed union.
NTSTATUS AfterBindOfWrapped(PWRAPPED_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PIRP OptionIrp)
{
    NTSTATUS status = Socket->WskListenDispatch->WskBind(Socket->WskSocket, Address, 0, Irp);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return Socket->WskListenDispatch->WskControlSocket(Socket->WskSocket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,
//                                                                                      ^^^^^^^^^^^^^^^^^^^^^ WSK601 'Socket->WskSocket' is already bound
                                                       sizeof(On), &On, 0, NULL, NULL, OptionIrp);
}

// The functions are called through pointers of their own types, and the code is in a variable.
NTSTATUS AfterBindByPointers(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PIRP OptionIrp)
{
    PFN_WSK_BIND bind = LISTEN_TABLE(Socket)->WskBind;
    PFN_WSK_CONTROL_SOCKET control = LISTEN_TABLE(Socket)->WskControlSocket;
    ULONG option = SO_CONDITIONAL_ACCEPT;
    NTSTATUS status = bind(Socket, Address, 0, Irp);

    return NT_SUCCESS(status) ? control(Socket, WskSetOption, option, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, OptionIrp)
//                                                            ^^^^^^ WSK601 'Socket' is already bound
                              : status;
}

// The calls are arguments of a macro, the socket a global variable.
NTSTATUS AfterBindInMacros(PSOCKADDR Address, PIRP Irp, PIRP OptionIrp)
{
    PWSK_PROVIDER_LISTEN_DISPATCH dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)GlobalListener->Dispatch;
    NTSTATUS status;

    GOTO_IF_FAILED(Exit, status, dispatch->WskBind(GlobalListener, Address, 0, Irp));
    GOTO_IF_FAILED(Exit, status,
                   dispatch->WskControlSocket(GlobalListener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On),
//                                                                          ^^^^^^^^^^^^^^^^^^^^^ WSK601 'GlobalListener' is already bound
                                              &On, 0, NULL, NULL, OptionIrp));

Exit:
    return status;
}

// Two variables, one socket.
NTSTATUS AfterBindOfCopy(PLISTENER Listener, PIRP OptionIrp)
{
    PWSK_SOCKET socket = Listener->Socket;
    PWSK_SOCKET same = socket;
    NTSTATUS status = LISTEN_TABLE(same)->WskBind(same, (PSOCKADDR)&Listener->Address, 0, Listener->Irp);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return LISTEN_TABLE(socket)->WskControlSocket(socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0, NULL,
//                                                                      ^^^^^^^^^^^^^^^^^^^^^ WSK601 'socket' is already bound
                                                  NULL, OptionIrp);
}

// ---------------------------------------------------------------- after the bind, through helpers

static NTSTATUS BindSocket(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status;

    Prepare(Irp, Event);
    status = LISTEN_TABLE(Socket)->WskBind(Socket, Address, 0, Irp);
    return Await(Irp, status, Event);
}

// The helper binds what it is given.
NTSTATUS AfterHelperBound(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status = BindSocket(Socket, Address, Irp, Event);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Irp, Event);
    status = LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0,
//                                                                        ^^^^^^^^^^^^^^^^^^^^^ WSK601 'Socket' is already bound
                                                    NULL, NULL, Irp);
    return Await(Irp, status, Event);
}

// The helper makes the socket, binds it, and gives it back.
static NTSTATUS OpenBound(PWSK_PROVIDER_NPI Npi, PSOCKADDR Address, PIRP Irp, PKEVENT Event, PWSK_SOCKET *Socket)
{
    NTSTATUS status;

    Prepare(Irp, Event);
    status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
                                      &ListenDispatch, NULL, NULL, NULL, Irp);
    status = Await(Irp, status, Event);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    *Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    return BindSocket(*Socket, Address, Irp, Event);
}

NTSTATUS AfterOpenBound(PWSK_PROVIDER_NPI Npi, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    PWSK_SOCKET listener = NULL;
    NTSTATUS status = OpenBound(Npi, Address, Irp, Event, &listener);

    if (NT_SUCCESS(status)) {
        Prepare(Irp, Event);
        status = LISTEN_TABLE(listener)->WskControlSocket(listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On),
//                                                                                ^^^^^^^^^^^^^^^^^^^^^ WSK601 'listener' is already bound
                                                          &On, 0, NULL, NULL, Irp);
        status = Await(Irp, status, Event);
    }
    return status;
}

// The helper sets the option: there it is late.
static NTSTATUS SetConditionalLate(PWSK_SOCKET Socket, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status;

    Prepare(Irp, Event);
    status = LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0,
//                                                                        ^^^^^^^^^^^^^^^^^^^^^ WSK601
                                                    NULL, NULL, Irp);
    return Await(Irp, status, Event);
}

NTSTATUS AfterBindInHelper(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status;

    Prepare(Irp, Event);
    status = Await(Irp, LISTEN_TABLE(Socket)->WskBind(Socket, Address, 0, Irp), Event);
    if (NT_SUCCESS(status)) {
        status = SetConditionalLate(Socket, Irp, Event);
    }
    return status;
}

// ---------------------------------------------------------------- on some paths

// On one of two ways the socket was bound first.
NTSTATUS AfterBindOnOnePath(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PIRP OptionIrp, BOOLEAN BindFirst)
{
    NTSTATUS status = STATUS_SUCCESS;

    if (BindFirst) {
        status = LISTEN_TABLE(Socket)->WskBind(Socket, Address, 0, Irp);
    }
    if (!NT_SUCCESS(status)) {
        goto Exit;
    }
    status = LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0,
//                                                                        ^^^^^^^^^^^^^^^^^^^^^ WSK601 'Socket' is already bound
                                                    NULL, NULL, OptionIrp);

Exit:
    return status;
}

// Of the options in the list, one comes too late.
NTSTATUS AfterBindInSwitch(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PIRP OptionIrp, ULONG Mode)
{
    NTSTATUS status = LISTEN_TABLE(Socket)->WskBind(Socket, Address, 0, Irp);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    switch (Mode) {
    case 1:
        status = LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_RCVBUF, SOL_SOCKET, sizeof(On), &On, 0,
                                                        NULL, NULL, OptionIrp);
        break;
    case 2:
        status = LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On),
//                                                                            ^^^^^^^^^^^^^^^^^^^^^ WSK601 'Socket' is already bound
                                                        &On, 0, NULL, NULL, OptionIrp);
        break;
    }
    return status;
}

// The bind stands in a block that may be left early, the option in what always runs.
NTSTATUS AfterBindInFinally(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PIRP OptionIrp)
{
    NTSTATUS status = STATUS_UNSUCCESSFUL;

    __try {
        status = LISTEN_TABLE(Socket)->WskBind(Socket, Address, 0, Irp);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
    } __finally {
        if (NT_SUCCESS(status)) {
            status = LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On),
//                                                                                ^^^^^^^^^^^^^^^^^^^^^ WSK601 'Socket' is already bound
                                                            &On, 0, NULL, NULL, OptionIrp);
        }
    }
    return status;
}

// Right the first time round; the second time the same socket is bound.
NTSTATUS AfterBindInLoop(PWSK_SOCKET Socket, PSOCKADDR Addresses, ULONG Count, PIRP *Irps, PIRP *OptionIrps)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i;

    for (i = 0; i < Count; i++) {
        status = LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On,
//                                                                            ^^^^^^^^^^^^^^^^^^^^^ WSK601 'Socket' is already bound
                                                        0, NULL, NULL, OptionIrps[i]);
        if (!NT_SUCCESS(status))
            continue;
        status = LISTEN_TABLE(Socket)->WskBind(Socket, &Addresses[i], 0, Irps[i]);
    }
    return status;
}

// ================================================================ all that follows is right, or not known to be wrong

// Before the bind, as it should be.
NTSTATUS BeforeBind(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status;

    Prepare(Irp, Event);
    status = LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On),
                                                    &On, 0, NULL, NULL, Irp);
    status = Await(Irp, status, Event);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    return BindSocket(Socket, Address, Irp, Event);
}

// A helper that is right, called in the right order.
static NTSTATUS SetConditionalFirst(PWSK_SOCKET Socket, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status;

    Prepare(Irp, Event);
    status = LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On),
                                                    &On, 0, NULL, NULL, Irp);
    return Await(Irp, status, Event);
}

NTSTATUS HelpersInOrder(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status = SetConditionalFirst(Socket, Irp, Event);

    return NT_SUCCESS(status) ? BindSocket(Socket, Address, Irp, Event) : status;
}

// Reading the option is allowed at any time.
NTSTATUS ReadAfterBind(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PKEVENT Event, PULONG Conditional)
{
    NTSTATUS status = BindSocket(Socket, Address, Irp, Event);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Irp, Event);
    status = LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskGetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, 0, NULL,
                                                    sizeof(*Conditional), Conditional, NULL, Irp);
    return Await(Irp, status, Event);
}

// The bind failed, so the socket is not bound, and the second attempt may set the option.
NTSTATUS AfterFailedBind(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status = BindSocket(Socket, Address, Irp, Event);

    if (!NT_SUCCESS(status)) {
        status = SetConditionalFirst(Socket, Irp, Event);
        if (NT_SUCCESS(status)) {
            status = BindSocket(Socket, Address, Irp, Event);
        }
    }
    return status;
}

// The same in a loop that ends with the first success.
NTSTATUS UntilBound(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status;

    do {
        Prepare(Irp, Event);
        status = LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,
                                                        sizeof(On), &On, 0, NULL, NULL, Irp);
        status = Await(Irp, status, Event);
        if (!NT_SUCCESS(status)) {
            return status;
        }
        status = BindSocket(Socket, Address, Irp, Event);
    } while (status == STATUS_ADDRESS_ALREADY_EXISTS);
    return status;
}

// Another socket was bound.
NTSTATUS OtherSocket(PWSK_SOCKET First, PWSK_SOCKET Second, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status = BindSocket(First, Address, Irp, Event);

    if (NT_SUCCESS(status)) {
        Prepare(Irp, Event);
        status = LISTEN_TABLE(Second)->WskControlSocket(Second, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,
                                                        sizeof(On), &On, 0, NULL, NULL, Irp);
        status = Await(Irp, status, Event);
    }
    return status;
}

// Either the one or the other.
NTSTATUS OnOtherPath(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, BOOLEAN Bind)
{
    if (Bind) {
        return LISTEN_TABLE(Socket)->WskBind(Socket, Address, 0, Irp);
    }
    return LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On),
                                                  &On, 0, NULL, NULL, Irp);
}

// Two conditions that belong together: where the option is set, the socket was not bound.
NTSTATUS SameConditionTwice(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PIRP OptionIrp, BOOLEAN Plain)
{
    NTSTATUS status = STATUS_SUCCESS;

    if (Plain) {
        status = LISTEN_TABLE(Socket)->WskBind(Socket, Address, 0, Irp);
    }
    if (!Plain) {
        status = LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,
                                                        sizeof(On), &On, 0, NULL, NULL, OptionIrp);
    }
    return status;
}

// One variable, but a new socket each time round.
NTSTATUS NewSocketEachTime(PWSK_PROVIDER_NPI Npi, PSOCKADDR Addresses, ULONG Count, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i;

    for (i = 0; i < Count && NT_SUCCESS(status); i++) {
        PWSK_SOCKET socket;

        Prepare(Irp, Event);
        status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
                                          &ListenDispatch, NULL, NULL, NULL, Irp);
        status = Await(Irp, status, Event);
        if (!NT_SUCCESS(status)) {
            break;
        }
        socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        Prepare(Irp, Event);
        status = LISTEN_TABLE(socket)->WskControlSocket(socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,
                                                        sizeof(On), &On, 0, NULL, NULL, Irp);
        status = Await(Irp, status, Event);
        if (NT_SUCCESS(status)) {
            status = BindSocket(socket, &Addresses[i], Irp, Event);
        }
    }
    return status;
}

// Bound, closed, and made anew.
NTSTATUS CloseAndMakeAnew(PWSK_PROVIDER_NPI Npi, PLISTENER Listener)
{
    NTSTATUS status = BindSocket(Listener->Socket, (PSOCKADDR)&Listener->Address, Listener->Irp, &Listener->Done);

    if (NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Listener->Irp, &Listener->Done);
    status = LISTEN_TABLE(Listener->Socket)->WskCloseSocket(Listener->Socket, Listener->Irp);
    (VOID)Await(Listener->Irp, status, &Listener->Done);
    Prepare(Listener->Irp, &Listener->Done);
    status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Listener,
                                      &ListenDispatch, NULL, NULL, NULL, Listener->Irp);
    status = Await(Listener->Irp, status, &Listener->Done);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Listener->Socket = (PWSK_SOCKET)Listener->Irp->IoStatus.Information;
    Prepare(Listener->Irp, &Listener->Done);
    status = LISTEN_TABLE(Listener->Socket)->WskControlSocket(Listener->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT,
                                                              SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Listener->Irp);
    return Await(Listener->Irp, status, &Listener->Done);
}

// The variable was given another socket.
NTSTATUS VariableReassigned(PWSK_SOCKET First, PWSK_SOCKET Second, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    PWSK_SOCKET socket = First;
    NTSTATUS status = BindSocket(socket, Address, Irp, Event);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    socket = Second;
    Prepare(Irp, Event);
    status = LISTEN_TABLE(socket)->WskControlSocket(socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On),
                                                    &On, 0, NULL, NULL, Irp);
    return Await(Irp, status, Event);
}

// In between a function of another file may have put another socket there.
NTSTATUS MemberMayHaveChanged(PLISTENER Listener)
{
    NTSTATUS status = BindSocket(Listener->Socket, (PSOCKADDR)&Listener->Address, Listener->Irp, &Listener->Done);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    ReplaceSocket(Listener);
    Prepare(Listener->Irp, &Listener->Done);
    status = LISTEN_TABLE(Listener->Socket)->WskControlSocket(Listener->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT,
                                                              SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Listener->Irp);
    return Await(Listener->Irp, status, &Listener->Done);
}

// Each call gives another socket, or the same: nobody knows.
NTSTATUS SocketsFromElsewhere(PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    PWSK_SOCKET socket = NextSocket();
    NTSTATUS status = BindSocket(socket, Address, Irp, Event);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    socket = NextSocket();
    Prepare(Irp, Event);
    status = LISTEN_TABLE(socket)->WskControlSocket(socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On),
                                                    &On, 0, NULL, NULL, Irp);
    return Await(Irp, status, Event);
}

// Each element of an array is a socket of its own.
NTSTATUS ArrayOfSockets(PWSK_SOCKET *Sockets, ULONG Count, PSOCKADDR Addresses, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i;

    for (i = 0; i < Count && NT_SUCCESS(status); i++) {
        Prepare(Irp, Event);
        status = LISTEN_TABLE(Sockets[i])->WskControlSocket(Sockets[i], WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,
                                                            sizeof(On), &On, 0, NULL, NULL, Irp);
        status = Await(Irp, status, Event);
        if (NT_SUCCESS(status)) {
            status = BindSocket(Sockets[i], &Addresses[i], Irp, Event);
        }
    }
    return status;
}

// A list of listeners, each with its own socket.
NTSTATUS ListOfListeners(PLISTENER First, PLISTENER End)
{
    NTSTATUS status = STATUS_SUCCESS;
    PLISTENER each;

    for (each = First; each != End && NT_SUCCESS(status); each++) {
        status = SetConditionalFirst(each->Socket, each->Irp, &each->Done);
        if (NT_SUCCESS(status)) {
            status = BindSocket(each->Socket, (PSOCKADDR)&each->Address, each->Irp, &each->Done);
        }
    }
    return status;
}

// Other options may be set after the bind; callbacks must be.
NTSTATUS OtherOptions(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    WSK_EVENT_CALLBACK_CONTROL control = {(PNPIID)&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT};
    NTSTATUS status = BindSocket(Socket, Address, Irp, Event);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                                  sizeof(control), &control, 0, NULL, NULL, NULL);
}

// Which option it is, or at which level, nobody knows.
NTSTATUS UnknownOption(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PKEVENT Event, ULONG Option)
{
    NTSTATUS status = BindSocket(Socket, Address, Irp, Event);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Prepare(Irp, Event);
    status = LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, Option, SOL_SOCKET, sizeof(On), &On, 0, NULL,
                                                    NULL, Irp);
    return Await(Irp, status, Event);
}

// Two functions whose order nothing here shows.
NTSTATUS ApartBind(PLISTENER Listener)
{
    return LISTEN_TABLE(Listener->Socket)
        ->WskBind(Listener->Socket, (PSOCKADDR)&Listener->Address, 0, Listener->Irp);
}

NTSTATUS ApartOption(PLISTENER Listener)
{
    return LISTEN_TABLE(Listener->Socket)->WskControlSocket(Listener->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT,
                                                            SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Listener->Irp);
}

// A table of the driver's own, with members that only have the names.
NTSTATUS OwnTable(const DEVICE_TABLE *Table, PVOID Device)
{
    NTSTATUS status = Table->WskBind(Device);

    if (NT_SUCCESS(status)) {
        status = Table->WskControlSocket(Device, SO_CONDITIONAL_ACCEPT);
    }
    return status;
}

// A function of the driver's own with such a name: it only notes the address.
static NTSTATUS WskBind(PLISTENER Listener, const SOCKADDR_IN *Address)
{
    Listener->Address = *Address;
    return STATUS_SUCCESS;
}

NTSTATUS OwnFunction(PLISTENER Listener, const SOCKADDR_IN *Address)
{
    NTSTATUS status = WskBind(Listener, Address);

    if (NT_SUCCESS(status)) {
        status = LISTEN_TABLE(Listener->Socket)
                     ->WskControlSocket(Listener->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On),
                                        &On, 0, NULL, NULL, Listener->Irp);
    }
    return status;
}

// The bind is switched off, or only a comment: LISTEN_TABLE(Socket)->WskBind(Socket, Address, 0, Irp).
NTSTATUS SwitchedOff(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp)
{
#if 0
    LISTEN_TABLE(Socket)->WskBind(Socket, Address, 0, Irp);
#endif
    return LISTEN_TABLE(Socket)->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On),
                                                  &On, 0, NULL, NULL, Irp);
}

// A connection never listens: that the option is for other sockets is another mistake, and another rule tells it.
NTSTATUS OnAConnection(PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Remote, PLISTENER Listener)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    NTSTATUS status;

    status = Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, NULL, NULL, NULL,
                                             NULL, NULL, Listener->Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Listener->Done, Executive, KernelMode, FALSE, NULL);
        status = Listener->Irp->IoStatus.Status;
    }
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Listener->Socket = (PWSK_SOCKET)Listener->Irp->IoStatus.Information;
    Dispatch = Listener->Socket->Dispatch;
    return Dispatch->WskControlSocket(Listener->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On),
                                      &On, 0, NULL, NULL, NULL);
}
