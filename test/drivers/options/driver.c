#include "survey.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD SurveyUnload;

static SURVEY Survey;
static const WSK_CLIENT_DISPATCH SurveyDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

/* What can be had without a network is undone in the opposite order. */
static VOID SurveyDetach(VOID)
{
    SurveyReleaseDescriptor(&Survey);
    WskReleaseProviderNPI(&Survey.Registration);
    WskDeregister(&Survey.Registration);
}

static NTSTATUS SurveyStart(VOID)
{
    OBJECT_ATTRIBUTES attributes;
    HANDLE thread;
    NTSTATUS status;

    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, &attributes, NULL, NULL, SurveyThread, &Survey);
    if (NT_SUCCESS(status))
    {
        ObReferenceObjectByHandle(thread, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, (PVOID *)&Survey.Thread, NULL);
        ZwClose(thread);
    }
    return status;
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI npi = { .ClientContext = NULL, .Dispatch = &SurveyDispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    KeInitializeEvent(&Survey.Stop, NotificationEvent, FALSE);
    status = WskRegister(&npi, &Survey.Registration);
    if (!NT_SUCCESS(status))
    {
        return status;
    }
    status = WskCaptureProviderNPI(&Survey.Registration, 1500, &Survey.Npi);
    if (!NT_SUCCESS(status))
    {
        WskDeregister(&Survey.Registration);
        return status;
    }
    status = SurveyCacheDescriptor(&Survey);
    if (NT_SUCCESS(status))
    {
        status = SurveyLogTransports(&Survey);
    }
    if (NT_SUCCESS(status))
    {
        status = SurveyStart();
    }
    if (!NT_SUCCESS(status))
    {
        SurveyDetach();
        return status;
    }
    DriverObject->DriverUnload = SurveyUnload;
    return STATUS_SUCCESS;
}

VOID SurveyUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeSetEvent(&Survey.Stop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(Survey.Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Survey.Thread);
    SurveyDetach();
}
