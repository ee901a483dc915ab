#include "client.h"

NTSTATUS StopHeld(PCLIENT Client)
{
    NTSTATUS status = Capture(Client);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    WskDeregister(&Client->Registration);
//                ^^^^^^^^^^^^^^^^^^^^^ WSK105 the provider NPI of '&Client->Registration' is still captured
    return STATUS_SUCCESS;
}

// Right: the other file has given the provider back.
NTSTATUS StopReleased(PCLIENT Client)
{
    NTSTATUS status = Capture(Client);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Release(Client);
    WskDeregister(&Client->Registration);
    return STATUS_SUCCESS;
}
