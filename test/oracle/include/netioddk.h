// The Network Module Registrar as Microsoft's pages describe it: names, order of parameters, types.
#pragma once

typedef GUID NPIID, *PNPIID;

typedef struct _NPI_MODULEID {
    USHORT Length;
    ULONG Type;
    union {
        GUID Guid;
        ULONGLONG IfLuid;
    };
} NPI_MODULEID, *PNPI_MODULEID;

enum { MIT_GUID = 1, MIT_IF_LUID };

typedef struct _NPI_REGISTRATION_INSTANCE {
    USHORT Version;
    USHORT Size;
    PNPIID NpiId;
    PNPI_MODULEID ModuleId;
    ULONG Number;
    const VOID *NpiSpecificCharacteristics;
} NPI_REGISTRATION_INSTANCE, *PNPI_REGISTRATION_INSTANCE;

typedef NTSTATUS (NTAPI NPI_CLIENT_ATTACH_PROVIDER_FN)(
    HANDLE NmrBindingHandle, PVOID ClientContext, PNPI_REGISTRATION_INSTANCE ProviderRegistrationInstance);

typedef NTSTATUS (NTAPI NPI_CLIENT_DETACH_PROVIDER_FN)(PVOID ClientBindingContext);

typedef VOID (NTAPI NPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN)(PVOID ClientBindingContext);

typedef NTSTATUS (NTAPI NPI_PROVIDER_ATTACH_CLIENT_FN)(
    HANDLE NmrBindingHandle, PVOID ProviderContext, PNPI_REGISTRATION_INSTANCE ClientRegistrationInstance,
    PVOID ClientBindingContext, const VOID *ClientDispatch, PVOID *ProviderBindingContext,
    const VOID **ProviderDispatch);

typedef NTSTATUS (NTAPI NPI_PROVIDER_DETACH_CLIENT_FN)(PVOID ProviderBindingContext);

typedef VOID (NTAPI NPI_PROVIDER_CLEANUP_BINDING_CONTEXT_FN)(PVOID ProviderBindingContext);

typedef struct _NPI_CLIENT_CHARACTERISTICS {
    USHORT Version;
    USHORT Length;
    NPI_CLIENT_ATTACH_PROVIDER_FN *ClientAttachProvider;
    NPI_CLIENT_DETACH_PROVIDER_FN *ClientDetachProvider;
    NPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN *ClientCleanupBindingContext;
    NPI_REGISTRATION_INSTANCE ClientRegistrationInstance;
} NPI_CLIENT_CHARACTERISTICS, *PNPI_CLIENT_CHARACTERISTICS;

typedef struct _NPI_PROVIDER_CHARACTERISTICS {
    USHORT Version;
    USHORT Length;
    NPI_PROVIDER_ATTACH_CLIENT_FN *ProviderAttachClient;
    NPI_PROVIDER_DETACH_CLIENT_FN *ProviderDetachClient;
    NPI_PROVIDER_CLEANUP_BINDING_CONTEXT_FN *ProviderCleanupBindingContext;
    NPI_REGISTRATION_INSTANCE ProviderRegistrationInstance;
} NPI_PROVIDER_CHARACTERISTICS, *PNPI_PROVIDER_CHARACTERISTICS;

NTSTATUS NTAPI NmrRegisterClient(
    const NPI_CLIENT_CHARACTERISTICS *ClientCharacteristics, PVOID ClientContext, PHANDLE NmrClientHandle);

NTSTATUS NTAPI NmrDeregisterClient(HANDLE NmrClientHandle);

NTSTATUS NTAPI NmrWaitForClientDeregisterComplete(HANDLE NmrClientHandle);

NTSTATUS NTAPI NmrClientAttachProvider(
    HANDLE NmrBindingHandle, PVOID ClientBindingContext, const VOID *ClientDispatch,
    PVOID *ProviderBindingContext, const VOID **ProviderDispatch);

VOID NTAPI NmrClientDetachProviderComplete(HANDLE NmrBindingHandle);

NTSTATUS NTAPI NmrRegisterProvider(
    const NPI_PROVIDER_CHARACTERISTICS *ProviderCharacteristics, PVOID ProviderContext,
    PHANDLE NmrProviderHandle);

NTSTATUS NTAPI NmrDeregisterProvider(HANDLE NmrProviderHandle);

NTSTATUS NTAPI NmrWaitForProviderDeregisterComplete(HANDLE NmrProviderHandle);

VOID NTAPI NmrProviderDetachClientComplete(HANDLE NmrBindingHandle);
