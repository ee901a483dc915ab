#include "gate.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD GateUnload;
static DRIVER_DISPATCH GateBlock;
static DRIVER_DISPATCH GateSucceed;

#define IOCTL_GATE_BLOCK CTL_CODE(FILE_DEVICE_NETWORK, 0x800, METHOD_BUFFERED, FILE_WRITE_ACCESS)

static const WSK_CLIENT_DISPATCH GateClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static GATE Gate;

static NTSTATUS GateFinishIrp(PIRP Irp, NTSTATUS Status)
{
	Irp->IoStatus.Status = Status;
	Irp->IoStatus.Information = 0;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return Status;
}

static NTSTATUS GateSucceed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	return GateFinishIrp(Irp, STATUS_SUCCESS);
}

static NTSTATUS GateBlock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
	NTSTATUS status = STATUS_SUCCESS;
	ULONG address;
	KIRQL irql;

	UNREFERENCED_PARAMETER(DeviceObject);
	if (stack->Parameters.DeviceIoControl.IoControlCode != IOCTL_GATE_BLOCK)
		return GateFinishIrp(Irp, STATUS_INVALID_DEVICE_REQUEST);
	if (stack->Parameters.DeviceIoControl.InputBufferLength != sizeof(address))
		return GateFinishIrp(Irp, STATUS_INVALID_BUFFER_SIZE);
	address = *(PULONG)Irp->AssociatedIrp.SystemBuffer;

	KeAcquireSpinLock(&Gate.Lock, &irql);
	if (GateIsBlocked(&Gate, address))
		status = STATUS_SUCCESS;
	else if (Gate.BlockedCount < RTL_NUMBER_OF(Gate.Blocked))
		Gate.Blocked[Gate.BlockedCount++] = address;
	else
		status = STATUS_QUOTA_EXCEEDED;
	KeReleaseSpinLock(&Gate.Lock, irql);
	return GateFinishIrp(Irp, status);
}

static NTSTATUS GateStartThread(PGATE Target)
{
	HANDLE handle;
	NTSTATUS status;

	status = PsCreateSystemThread(&handle, SYNCHRONIZE, NULL, NULL, NULL, GateThread, Target);
	if (!NT_SUCCESS(status))
		return status;
	ObReferenceObjectByHandle(handle, SYNCHRONIZE, NULL, KernelMode, (PVOID *)&Target->Thread, NULL);
	ZwClose(handle);
	return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WSK_CLIENT_NPI npi = { NULL, &GateClient };
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Gate");
	PDEVICE_OBJECT device;
	NTSTATUS status;

	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeSpinLock(&Gate.Lock);
	KeInitializeEvent(&Gate.Wake, SynchronizationEvent, FALSE);
	InitializeListHead(&Gate.Waiting);
	InitializeListHead(&Gate.Guests);

	status = GateOpenCall(&Gate.Call);
	if (!NT_SUCCESS(status))
		return status;
	status = WskRegister(&npi, &Gate.Registration);
	if (!NT_SUCCESS(status))
		goto close_call;
	status = WskCaptureProviderNPI(&Gate.Registration, 5000, &Gate.Npi);
	if (!NT_SUCCESS(status))
		goto deregister;
	status = IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_NETWORK, FILE_DEVICE_SECURE_OPEN, FALSE, &device);
	if (!NT_SUCCESS(status))
		goto release;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = GateSucceed;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = GateSucceed;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = GateBlock;
	DriverObject->DriverUnload = GateUnload;
	status = GateStartThread(&Gate);
	if (NT_SUCCESS(status))
		return status;

	IoDeleteDevice(device);
release:
	WskReleaseProviderNPI(&Gate.Registration);
deregister:
	WskDeregister(&Gate.Registration);
close_call:
	GateCloseCall(&Gate.Call);
	return status;
}

VOID GateUnload(PDRIVER_OBJECT DriverObject)
{
	KIRQL irql;

	KeAcquireSpinLock(&Gate.Lock, &irql);
	Gate.Stop = TRUE;
	KeReleaseSpinLock(&Gate.Lock, irql);
	KeSetEvent(&Gate.Wake, IO_NO_INCREMENT, FALSE);
	KeWaitForSingleObject(Gate.Thread, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(Gate.Thread);
	WskReleaseProviderNPI(&Gate.Registration);
	WskDeregister(&Gate.Registration);
	GateCloseCall(&Gate.Call);
	IoDeleteDevice(DriverObject->DeviceObject);
}
