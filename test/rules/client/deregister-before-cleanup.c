// In which order a driver lets go of WSK.

#include <ntddk.h>
#include <wsk.h>

typedef struct _CLIENT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    BOOLEAN IsRegistered;
    BOOLEAN IsCaptured;
} CLIENT, *PCLIENT;

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
extern NTSTATUS PrepareElsewhere(VOID);
extern VOID StopElsewhere(PCLIENT Client);

// ---------------------------------------------------------------- the two calls in the wrong order

VOID StopsTheWrongWayRound(VOID)
{
    WskDeregister(&Registration);
//  ^^^^^^^^^^^^^ WSK105 '&Registration' is deregistered before its provider NPI is released
    WskReleaseProviderNPI(&Registration);
}

VOID StopsAClientTheWrongWayRound(PCLIENT Client)
{
    if (Client->IsRegistered) {
        WskDeregister(&Client->Registration);
//      ^^^^^^^^^^^^^ WSK105 '&Client->Registration' is deregistered before its provider NPI is released
        Client->IsRegistered = FALSE;
        WskReleaseProviderNPI(&Client->Registration);
    }
}

// ---------------------------------------------------------------- a failure behind the capture

NTSTATUS FailsWithTheNpi(PCLIENT Client)
{
    ULONG Behavior = WSK_TDI_BEHAVIOR_BYPASS_TDI;
    WSK_CLIENT_NPI Npi = {NULL, &Dispatch};
    NTSTATUS Status = WskRegister(&Npi, &Client->Registration);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Status = WskCaptureProviderNPI(&Client->Registration, WSK_NO_WAIT, &Client->Npi);
    if (!NT_SUCCESS(Status)) {
        goto Deregister;
    }
    Status = Client->Npi.Dispatch->WskControlClient(Client->Npi.Client, WSK_TDI_BEHAVIOR, sizeof(Behavior), &Behavior, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status)) {
        goto Deregister;
    }
    return STATUS_SUCCESS;
Deregister:
    WskDeregister(&Client->Registration);
//                ^^^^^^^^^^^^^^^^^^^^^ WSK105 the provider NPI of '&Client->Registration' is still captured when this waits for its release
    return Status;
}

// ---------------------------------------------------------------- helpers

static NTSTATUS Capture(PCLIENT Client)
{
    return WskCaptureProviderNPI(&Client->Registration, WSK_NO_WAIT, &Client->Npi);
}

static VOID Deregister(PCLIENT Client)
{
    WskDeregister(&Client->Registration);
}

NTSTATUS HelpsItselfIntoAHang(PCLIENT Client)
{
    NTSTATUS Status = Capture(Client);

    if (NT_SUCCESS(Status)) {
        Client->IsCaptured = TRUE;
        Deregister(Client);
//      ^^^^^^^^^^ WSK105 the provider NPI of '&Client->Registration' is still captured when Deregister waits for its release
        Status = STATUS_CANCELLED;
    }
    return Status;
}

// ---------------------------------------------------------------- right

// First the release, and then what waits for it.
VOID StopsInOrder(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

// A capture that has failed leaves nothing to release.
NTSTATUS NothingWasCaptured(PCLIENT Client)
{
    NTSTATUS Status = WskCaptureProviderNPI(&Client->Registration, WSK_INFINITE_WAIT, &Client->Npi);

    if (!NT_SUCCESS(Status)) {
        Deregister(Client);
    }
    return Status;
}

// The failure path releases the NPI.
NTSTATUS ReleasesOnFailure(PCLIENT Client)
{
    NTSTATUS Status = Capture(Client);

    if (!NT_SUCCESS(Status)) {
        goto Deregister;
    }
    if (Client->Npi.Dispatch->Version < MAKE_WSK_VERSION(1, 0)) {
        Status = STATUS_NOINTERFACE;
        WskReleaseProviderNPI(&Client->Registration);
        goto Deregister;
    }
    return STATUS_SUCCESS;
Deregister:
    WskDeregister(&Client->Registration);
    return Status;
}

// Another thread, which is still running, releases the NPI: the order here does not matter.
VOID AnotherThreadReleases(PCLIENT Client)
{
    WskDeregister(&Client->Registration);
    StopElsewhere(Client);
}

// Code that is not in sight may have released it.
NTSTATUS StoppedElsewhere(PCLIENT Client)
{
    NTSTATUS Status = Capture(Client);

    if (NT_SUCCESS(Status)) {
        StopElsewhere(Client);
        WskDeregister(&Client->Registration);
    }
    return Status;
}

// Two registrations have nothing to do with each other.
VOID TwoClients(PCLIENT First, PCLIENT Second)
{
    WskReleaseProviderNPI(&First->Registration);
    WskDeregister(&First->Registration);
    WskReleaseProviderNPI(&Second->Registration);
    WskDeregister(&Second->Registration);
}

// Registered again, it can be captured and released again.
NTSTATUS StartsAgain(PCLIENT Client)
{
    WSK_CLIENT_NPI Npi = {NULL, &Dispatch};
    NTSTATUS Status;

    WskReleaseProviderNPI(&Client->Registration);
    WskDeregister(&Client->Registration);
    Status = WskRegister(&Npi, &Client->Registration);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Status = Capture(Client);
    if (NT_SUCCESS(Status)) {
        WskReleaseProviderNPI(&Client->Registration);
    }
    WskDeregister(&Client->Registration);
    return Status;
}

// A socket that is closed only behind the deregistration: no fact ties it to the registration.
VOID KnownMissClosesTooLate(PCLIENT Client, PWSK_SOCKET Socket, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Client);
    WskDeregister(&Registration);
    (VOID)((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
}
