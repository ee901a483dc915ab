#include "mirror.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD MirrorUnload;
static DRIVER_DISPATCH MirrorCreateClose;
static DRIVER_DISPATCH MirrorDispatchWrite;

WSK_REGISTRATION MirrorRegistration;
WSK_PROVIDER_NPI MirrorNpi;

static const WSK_CLIENT_DISPATCH MirrorClient = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static MIRROR_LINK MirrorLink;

static NTSTATUS MirrorCreateClose(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
  UNREFERENCED_PARAMETER(DeviceObject);
  Irp->IoStatus.Status = STATUS_SUCCESS;
  Irp->IoStatus.Information = 0;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

static NTSTATUS MirrorDispatchWrite(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
  ULONG length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length;
  NTSTATUS status;

  UNREFERENCED_PARAMETER(DeviceObject);
  status = MirrorWrite(&MirrorLink, Irp->AssociatedIrp.SystemBuffer, length);
  Irp->IoStatus.Status = status;
  Irp->IoStatus.Information = NT_SUCCESS(status) ? length : 0;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return status;
}

static NTSTATUS MirrorStartThread(_Inout_ PMIRROR_LINK Link)
{
  HANDLE thread;
  NTSTATUS status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, MirrorLinkThread, Link);

  if (!NT_SUCCESS(status)) {
    return status;
  }
  status = ObReferenceObjectByHandle(thread, SYNCHRONIZE, *PsThreadType, KernelMode, (PVOID *)&Link->Thread, NULL);
  NT_ASSERT(NT_SUCCESS(status));
  ZwClose(thread);
  return status;
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
  UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Mirror");
  WSK_CLIENT_NPI npi = {NULL, &MirrorClient};
  PDEVICE_OBJECT device = NULL;
  BOOLEAN isRegistered = FALSE;
  BOOLEAN isCaptured = FALSE;
  BOOLEAN hasPool = FALSE;
  NTSTATUS status;

  UNREFERENCED_PARAMETER(RegistryPath);
  KeInitializeSpinLock(&MirrorLink.Lock);
  ExInitializeFastMutex(&MirrorLink.Order);
  KeInitializeEvent(&MirrorLink.Stop, NotificationEvent, FALSE);
  KeInitializeEvent(&MirrorLink.Broken, NotificationEvent, FALSE);
  // Nobody may use the socket before there is one.
  ExInitializeRundownProtection(&MirrorLink.Users);
  ExWaitForRundownProtectionRelease(&MirrorLink.Users);

  status = MirrorCreatePool(&MirrorLink);
  if (!NT_SUCCESS(status)) goto Exit;
  hasPool = TRUE;

  status = WskRegister(&npi, &MirrorRegistration);
  if (!NT_SUCCESS(status)) goto Exit;
  isRegistered = TRUE;

  status = WskCaptureProviderNPI(&MirrorRegistration, 2000, &MirrorNpi);
  if (!NT_SUCCESS(status)) goto Exit;
  isCaptured = TRUE;

  status = IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, FALSE, &device);
  if (!NT_SUCCESS(status)) goto Exit;
  device->Flags |= DO_BUFFERED_IO;

  DriverObject->MajorFunction[IRP_MJ_CREATE] = MirrorCreateClose;
  DriverObject->MajorFunction[IRP_MJ_CLOSE] = MirrorCreateClose;
  DriverObject->MajorFunction[IRP_MJ_WRITE] = MirrorDispatchWrite;
  DriverObject->DriverUnload = MirrorUnload;
  status = MirrorStartThread(&MirrorLink);

Exit:
  if (!NT_SUCCESS(status)) {
    if (device != NULL) IoDeleteDevice(device);
    if (isCaptured) WskReleaseProviderNPI(&MirrorRegistration);
    if (isRegistered) WskDeregister(&MirrorRegistration);
    if (hasPool) MirrorDeletePool(&MirrorLink);
  }
  return status;
}

VOID MirrorUnload(_In_ PDRIVER_OBJECT DriverObject)
{
  KeSetEvent(&MirrorLink.Stop, IO_NO_INCREMENT, FALSE);
  KeWaitForSingleObject(MirrorLink.Thread, Executive, KernelMode, FALSE, NULL);
  ObDereferenceObject(MirrorLink.Thread);

  WskReleaseProviderNPI(&MirrorRegistration);
  WskDeregister(&MirrorRegistration);
  IoDeleteDevice(DriverObject->DeviceObject);
  MirrorDeletePool(&MirrorLink);
}
