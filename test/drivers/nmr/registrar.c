#include "beat.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD BeatUnload;

static NPI_CLIENT_ATTACH_PROVIDER_FN BeatAttachProvider;
static NPI_CLIENT_DETACH_PROVIDER_FN BeatDetachProvider;
static NPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN BeatCleanupBinding;

static const WSK_CLIENT_DISPATCH BeatWskDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static const NPI_MODULEID BeatModuleId = {
    sizeof(NPI_MODULEID), MIT_GUID, {{0x6d0b8f0e, 0x22f1, 0x4b7c, {0x9a, 0x3e, 0x51, 0x0c, 0x77, 0xe4, 0x18, 0x2d}}}};

static const NPI_CLIENT_CHARACTERISTICS BeatCharacteristics = {
    0,
    sizeof(NPI_CLIENT_CHARACTERISTICS),
    BeatAttachProvider,
    BeatDetachProvider,
    BeatCleanupBinding,
    {0, sizeof(NPI_REGISTRATION_INSTANCE), (PNPIID)&NPI_WSK_INTERFACE_ID, (PNPI_MODULEID)&BeatModuleId, 0, NULL}};

static HANDLE BeatRegistration;
static PETHREAD BeatWorker;     // of the last binding
static volatile LONG BeatIsBound;

// The thread of an earlier binding has given WSK back, but may not have ended yet.
static VOID BeatJoinWorker(VOID)
{
    PETHREAD worker = BeatWorker;

    if (worker != NULL) {
        BeatWorker = NULL;
        KeWaitForSingleObject(worker, Executive, KernelMode, FALSE, NULL);
        ObDereferenceObject(worker);
    }
}

static NTSTATUS BeatStartWorker(_In_ PBEAT_BINDING Binding)
{
    OBJECT_ATTRIBUTES attributes;
    HANDLE handle;
    NTSTATUS status;

    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, &attributes, NULL, NULL, BeatThread, Binding);
    if (NT_SUCCESS(status)) {
        ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, (PVOID *)&BeatWorker, NULL);
        ZwClose(handle);
    }
    return status;
}

static NTSTATUS NTAPI BeatAttachProvider(_In_ HANDLE NmrBindingHandle, _In_opt_ PVOID ClientContext,
                                         _In_ PNPI_REGISTRATION_INSTANCE ProviderRegistrationInstance)
{
    PBEAT_BINDING binding;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(ClientContext);
    UNREFERENCED_PARAMETER(ProviderRegistrationInstance);

    // One heart is enough.
    if (InterlockedCompareExchange(&BeatIsBound, TRUE, FALSE) != FALSE) {
        return STATUS_NOINTERFACE;
    }
    BeatJoinWorker();
    binding = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*binding), BEAT_TAG);
    if (binding == NULL) {
        InterlockedExchange(&BeatIsBound, FALSE);
        return STATUS_NOINTERFACE;
    }
    binding->NmrHandle = NmrBindingHandle;
    KeInitializeEvent(&binding->Detach, NotificationEvent, FALSE);
    status = NmrClientAttachProvider(NmrBindingHandle, binding, &BeatWskDispatch, (PVOID *)&binding->Wsk.Client,
                                     (const VOID **)&binding->Wsk.Dispatch);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(binding, BEAT_TAG);
        InterlockedExchange(&BeatIsBound, FALSE);
        return status;
    }

    // The binding stands whether the thread can be made or not: without one there is no heartbeat.
    status = BeatStartWorker(binding);
    if (!NT_SUCCESS(status)) {
        DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "beat: no thread, 0x%08x\n", status);
        binding->NmrHandle = NULL;
    }
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI BeatDetachProvider(_In_ PVOID ClientBindingContext)
{
    PBEAT_BINDING binding = (PBEAT_BINDING)ClientBindingContext;

    // Nobody uses WSK.
    if (binding->NmrHandle == NULL) {
        return STATUS_SUCCESS;
    }
    // The thread tells the registrar once its socket is closed.
    KeSetEvent(&binding->Detach, IO_NO_INCREMENT, FALSE);
    return STATUS_PENDING;
}

static VOID NTAPI BeatCleanupBinding(_In_ PVOID ClientBindingContext)
{
    ExFreePoolWithTag(ClientBindingContext, BEAT_TAG);
    InterlockedExchange(&BeatIsBound, FALSE);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = NmrRegisterClient(&BeatCharacteristics, NULL, &BeatRegistration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    DriverObject->DriverUnload = BeatUnload;
    return STATUS_SUCCESS;
}

VOID BeatUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DriverObject);
    status = NmrDeregisterClient(BeatRegistration);
    if (status == STATUS_PENDING) {
        NmrWaitForClientDeregisterComplete(BeatRegistration);
    }
    BeatJoinWorker();
}
