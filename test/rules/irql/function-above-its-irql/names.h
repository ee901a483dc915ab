#pragma once

typedef struct _NAMES {
    PWSK_PROVIDER_NPI Npi;
    PADDRINFOEXW Found;
} NAMES, *PNAMES;

VOID FreeNames(PNAMES Names);
NTSTATUS NamesFound(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context);
