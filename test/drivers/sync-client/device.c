#include "tunnel.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD TunnelUnload;
static DRIVER_DISPATCH TunnelCreate;
static DRIVER_DISPATCH TunnelReadWrite;
static DRIVER_DISPATCH TunnelCleanup;
static DRIVER_DISPATCH TunnelCloseHandle;

static const SOCKADDR_IN TunnelServer = {AF_INET, TUNNEL_PORT, {.S_un.S_un_b = {192, 0, 2, 10}}, {0}};

static NTSTATUS TunnelComplete(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS TunnelCreate(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(Irp);
    PTUNNEL_SOCKET socket;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    status = TunnelConnect(&TunnelServer, &socket);
    if (NT_SUCCESS(status)) {
        location->FileObject->FsContext = socket;
    }
    return TunnelComplete(Irp, status, 0);
}

static NTSTATUS TunnelReadWrite(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(Irp);
    PTUNNEL_SOCKET socket = (PTUNNEL_SOCKET)location->FileObject->FsContext;
    ULONG_PTR transferred = 0;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    // A request for nothing has no MDL.
    if (Irp->MdlAddress == NULL) {
        return TunnelComplete(Irp, STATUS_SUCCESS, 0);
    }
    if (location->MajorFunction == IRP_MJ_WRITE) {
        status = TunnelTransfer(socket, Irp->MdlAddress, MmGetMdlByteCount(Irp->MdlAddress), TunnelSend, &transferred);
    } else {
        status = TunnelTransfer(socket, Irp->MdlAddress, MmGetMdlByteCount(Irp->MdlAddress), TunnelReceive, &transferred);
        if (NT_SUCCESS(status) && transferred == 0) {
            status = STATUS_END_OF_FILE;
        }
    }
    return TunnelComplete(Irp, status, transferred);
}

static NTSTATUS TunnelCleanup(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PTUNNEL_SOCKET socket = (PTUNNEL_SOCKET)IoGetCurrentIrpStackLocation(Irp)->FileObject->FsContext;
    NTSTATUS status = TunnelFinish(socket);

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(status)) {
        DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "tunnel: the server is gone, 0x%08x\n", status);
    }
    return TunnelComplete(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS TunnelCloseHandle(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PFILE_OBJECT file = IoGetCurrentIrpStackLocation(Irp)->FileObject;

    UNREFERENCED_PARAMETER(DeviceObject);
    TunnelClose((PTUNNEL_SOCKET)file->FsContext);
    file->FsContext = NULL;
    return TunnelComplete(Irp, STATUS_SUCCESS, 0);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Tunnel");
    PDEVICE_OBJECT device = NULL;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = TunnelStartClient();
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_NETWORK, FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        TunnelStopClient();
        return status;
    }
    DriverObject->MajorFunction[IRP_MJ_CREATE] = TunnelCreate;
    DriverObject->MajorFunction[IRP_MJ_READ] = TunnelReadWrite;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = TunnelReadWrite;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = TunnelCleanup;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = TunnelCloseHandle;
    DriverObject->DriverUnload = TunnelUnload;
    device->Flags |= DO_DIRECT_IO;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

VOID TunnelUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    IoDeleteDevice(DriverObject->DeviceObject);
    TunnelStopClient();
}
