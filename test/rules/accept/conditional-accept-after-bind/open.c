// Opening the listener, in every order. Each step is a function of another file.

#include "listener.h"

NTSTATUS OpenInOrder(PLISTENER Listener, PSOCKADDR Address)
{
    NTSTATUS status = MakeConditional(Listener);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return BindListener(Listener, Address);
}

NTSTATUS OpenTooLate(PLISTENER Listener, PSOCKADDR Address)
{
    NTSTATUS status = BindListener(Listener, Address);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return MakeConditional(Listener);
//         ^^^^^^^^^^^^^^^ WSK601 is already bound when MakeConditional sets
}

NTSTATUS OpenTwice(PLISTENER Listener, PSOCKADDR Address)
{
    NTSTATUS status = BindListener(Listener, Address);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return MakeConditionalOnce(Listener);
}

// The bind failed: the socket is as it was.
NTSTATUS OpenAfterFailure(PLISTENER Listener, PSOCKADDR Address)
{
    NTSTATUS status = BindListener(Listener, Address);

    if (NT_SUCCESS(status)) {
        return status;
    }
    return MakeConditional(Listener);
}

// Another socket took the place of the bound one.
NTSTATUS OpenWithAnother(PLISTENER Listener, PSOCKADDR Address, PWSK_SOCKET Socket)
{
    NTSTATUS status = BindListener(Listener, Address);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    ReplaceSocket(Listener, Socket);
    return MakeConditional(Listener);
}

// What a function that is only declared does to the listener, nobody knows.
NTSTATUS OpenAfterUnknown(PLISTENER Listener, PSOCKADDR Address)
{
    NTSTATUS status = BindListener(Listener, Address);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    ForgetElsewhere(Listener);
    return MakeConditional(Listener);
}

// Two listeners are two sockets.
NTSTATUS OpenTwo(PLISTENER First, PLISTENER Second, PSOCKADDR Address)
{
    NTSTATUS status = BindListener(First, Address);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return MakeConditional(Second);
}

// It is bound only where it was not to be conditional.
NTSTATUS OpenEither(PLISTENER Listener, PSOCKADDR Address, BOOLEAN IsConditional)
{
    NTSTATUS status = BindIfWanted(Listener, Address, !IsConditional);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return IsConditional ? MakeConditional(Listener) : STATUS_SUCCESS;
}
