// Starting the server, in every order. Each step is a function of another file.

#include "server.h"

NTSTATUS StartInOrder(PSERVER Server)
{
    NTSTATUS status = EnableCallbacks(&Server->Npi, WSK_EVENT_ACCEPT);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return CreateListener(Server);
}

NTSTATUS StartTooLate(PSERVER Server)
{
    NTSTATUS status = CreateListener(Server);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return EnableCallbacks(&Server->Npi, WSK_EVENT_ACCEPT);
//         ^^^^^^^^^^^^^^^ WSK501 has already created a socket when EnableCallbacks sets
}

// No socket was created.
NTSTATUS StartAfterFailure(PSERVER Server)
{
    NTSTATUS status = CreateListener(Server);

    if (NT_SUCCESS(status)) {
        return status;
    }
    return EnableCallbacks(&Server->Npi, WSK_EVENT_ACCEPT);
}

// The socket is another client's.
NTSTATUS StartTwo(PSERVER First, PSERVER Second)
{
    NTSTATUS status = CreateListener(First);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return EnableCallbacks(&Second->Npi, WSK_EVENT_ACCEPT);
}

// The provider was given back, and is another one now.
NTSTATUS StartAnew(PSERVER Server)
{
    NTSTATUS status = CreateListener(Server);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    RenewProvider(Server);
    return EnableCallbacks(&Server->Npi, WSK_EVENT_ACCEPT);
}

// What a function that is only declared does to the server, nobody knows.
NTSTATUS StartAfterUnknown(PSERVER Server)
{
    NTSTATUS status = CreateListener(Server);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    RegisterElsewhere(Server);
    return EnableCallbacks(&Server->Npi, WSK_EVENT_ACCEPT);
}
