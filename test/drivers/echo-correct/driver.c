#include "echo.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD EchoUnload;

static const WSK_CLIENT_DISPATCH EchoClientDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static ECHO_SERVER EchoServer;

static NTSTATUS EchoStartWorker(PECHO_SERVER Server)
{
    OBJECT_ATTRIBUTES attributes;
    HANDLE thread;
    NTSTATUS status;

    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, &attributes, NULL, NULL, EchoWorker, Server);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    // The handle is a new one with every right, so the reference cannot be refused.
    (VOID)ObReferenceObjectByHandle(thread, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, (PVOID *)&Server->Worker, NULL);
    ZwClose(thread);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = {NULL, &EchoClientDispatch};
    PECHO_SERVER server = &EchoServer;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    KeInitializeSpinLock(&server->Lock);
    KeInitializeEvent(&server->Wake, SynchronizationEvent, FALSE);
    InitializeListHead(&server->Connections);
    InitializeListHead(&server->Ready);
    InitializeListHead(&server->Inspections);

    status = EchoOpenRequest(&server->Request);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskRegister(&client, &server->Registration);
    if (!NT_SUCCESS(status)) {
        goto FreeRequest;
    }
    status = WskCaptureProviderNPI(&server->Registration, ECHO_CAPTURE_TIMEOUT, &server->Provider);
    if (!NT_SUCCESS(status)) {
        goto Deregister;
    }
    status = EchoStartWorker(server);
    if (!NT_SUCCESS(status)) {
        goto Release;
    }
    DriverObject->DriverUnload = EchoUnload;
    return STATUS_SUCCESS;

Release:
    WskReleaseProviderNPI(&server->Registration);
Deregister:
    WskDeregister(&server->Registration);
FreeRequest:
    IoFreeIrp(server->Request.Irp);
    return status;
}

VOID EchoUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    PECHO_SERVER server = &EchoServer;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DriverObject);
    KeAcquireSpinLock(&server->Lock, &irql);
    server->Stopping = TRUE;
    KeReleaseSpinLock(&server->Lock, irql);
    KeSetEvent(&server->Wake, IO_NO_INCREMENT, FALSE);

    // The worker closes every socket before it ends.
    KeWaitForSingleObject(server->Worker, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(server->Worker);
    WskReleaseProviderNPI(&server->Registration);
    WskDeregister(&server->Registration);
    IoFreeIrp(server->Request.Irp);
}
