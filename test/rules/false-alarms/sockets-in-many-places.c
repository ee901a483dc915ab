// Sockets that stand in what other components have made: device extensions, contexts of framework objects.

#include <ntddk.h>
#include <wsk.h>

typedef struct _EXTENSION {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Listening;
    PWSK_SOCKET Control;
} EXTENSION, *PEXTENSION;

typedef struct _FILE_CONTEXT {
    PWSK_SOCKET Socket;
} FILE_CONTEXT, *PFILE_CONTEXT;

extern PFILE_CONTEXT FileContextOf(PFILE_OBJECT FileObject);

static NTSTATUS Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Make(PWSK_PROVIDER_NPI Npi, ULONG Category, PWSK_SOCKET *Socket)
{
    KEVENT Done;
    PIRP Irp = IoAllocateIrp(1, FALSE);
    NTSTATUS Status;

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &Done, TRUE, TRUE, TRUE);
    Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, Category, NULL, NULL, NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(Status)) {
        *Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    }
    IoFreeIrp(Irp);
    return Status;
}

// ---------------------------------------------------------------- the device is found by its driver object

static NTSTATUS OpenListening(PEXTENSION Extension)
{
    return Make(&Extension->Npi, WSK_FLAG_LISTEN_SOCKET, &Extension->Listening);
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PWSK_PROVIDER_NPI Npi)
{
    PDEVICE_OBJECT DeviceObject = NULL;
    PEXTENSION Extension;
    NTSTATUS Status;

    Status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_NETWORK, 0, FALSE, &DeviceObject);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Extension = (PEXTENSION)DeviceObject->DeviceExtension;
    Extension->Npi = *Npi;
    Status = OpenListening(Extension);
    if (!NT_SUCCESS(Status)) {
        IoDeleteDevice(DeviceObject);
        return Status;
    }
    DeviceObject->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

// ---------------------------------------------------------------- the context belongs to the file object

NTSTATUS CreateFileContext(PWSK_PROVIDER_NPI Npi, PFILE_OBJECT FileObject)
{
    PFILE_CONTEXT Context = FileContextOf(FileObject);
    NTSTATUS Status = Make(Npi, WSK_FLAG_CONNECTION_SOCKET, &Context->Socket);

    DbgPrintEx(DPFLTR_IHVNETWORK_ID, DPFLTR_INFO_LEVEL, "%p: %x\n", FileObject, Status);
    ObReferenceObject(FileObject);
    return STATUS_SUCCESS;
}
