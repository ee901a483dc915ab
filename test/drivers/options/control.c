#include "survey.h"

/* Everybody may share the port: the vendor's drivers find each other by it. */
static NTSTATUS SurveyBuildDescriptor(_Out_ PSECURITY_DESCRIPTOR Descriptor)
{
    NTSTATUS status = RtlCreateSecurityDescriptor(Descriptor, SECURITY_DESCRIPTOR_REVISION);

    if (!NT_SUCCESS(status))
    {
        return status;
    }
    return RtlSetDaclSecurityDescriptor(Descriptor, TRUE, NULL, FALSE);
}

/* WSK keeps a copy of its own; the one on the stack is not needed afterwards. */
_Use_decl_annotations_
NTSTATUS SurveyCacheDescriptor(PSURVEY Survey)
{
    ULONG_PTR descriptor[8]; /* ntddk.h tells the size of a descriptor to nobody; it is five pointers */
    PSECURITY_DESCRIPTOR original = descriptor;
    PSECURITY_DESCRIPTOR cached = NULL;
    NTSTATUS status;

    status = SurveyBuildDescriptor(original);
    if (!NT_SUCCESS(status))
    {
        return status;
    }
    status = Survey->Npi.Dispatch->WskControlClient(
        Survey->Npi.Client, WSK_CACHE_SD, sizeof(original), &original, sizeof(cached), &cached, NULL, NULL);
    if (NT_SUCCESS(status))
    {
        Survey->Shared = cached;
    }
    return status;
}

_Use_decl_annotations_
VOID SurveyReleaseDescriptor(PSURVEY Survey)
{
    NTSTATUS status;

    if (Survey->Shared == NULL)
    {
        return;
    }
    status = Survey->Npi.Dispatch->WskControlClient(
        Survey->Npi.Client, WSK_RELEASE_SD, sizeof(Survey->Shared), &Survey->Shared, 0, NULL, NULL, NULL);
    NT_ASSERT(NT_SUCCESS(status));
    UNREFERENCED_PARAMETER(status);
    Survey->Shared = NULL;
}

/* The list may grow between two calls. */
_Use_decl_annotations_
NTSTATUS SurveyLogTransports(const SURVEY *Survey)
{
    PWSK_TRANSPORT transports = NULL;
    SIZE_T size = 0;
    SIZE_T needed = 0;
    SIZE_T index;
    NTSTATUS status;

    for (;;)
    {
        status = Survey->Npi.Dispatch->WskControlClient(
            Survey->Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, size, transports, &needed, NULL);
        if (status != STATUS_BUFFER_OVERFLOW)
        {
            break;
        }
        if (transports != NULL)
        {
            ExFreePoolWithTag(transports, SURVEY_TAG);
        }
        size = needed;
        transports = ExAllocatePool2(POOL_FLAG_NON_PAGED, size, SURVEY_TAG);
        if (transports == NULL)
        {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
    }
    if (NT_SUCCESS(status) && transports != NULL)
    {
        for (index = 0; index < needed / sizeof(*transports); index++)
        {
            DbgPrint("survey: family %u, type %u, protocol %lu\n", transports[index].AddressFamily,
                     transports[index].SocketType, transports[index].Protocol);
        }
    }
    if (transports != NULL)
    {
        ExFreePoolWithTag(transports, SURVEY_TAG);
    }
    return status;
}

/* This request takes no IRP: its result is there when the call returns. */
_Use_decl_annotations_
NTSTATUS SurveyLogAddresses(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_BASIC_DISPATCH *basic = Socket->Dispatch;
    ULONGLONG fixed[64];
    PSOCKET_ADDRESS_LIST list = (PSOCKET_ADDRESS_LIST)fixed;
    PVOID larger = NULL;
    SIZE_T needed = 0;
    NTSTATUS status;

    status = basic->WskControlSocket(Socket, WskIoctl, SIO_ADDRESS_LIST_QUERY, 0, 0, NULL, sizeof(fixed), list, &needed,
                                     NULL);
    if (status == STATUS_BUFFER_OVERFLOW)
    {
        larger = ExAllocatePool2(POOL_FLAG_NON_PAGED, needed, SURVEY_TAG);
        if (larger == NULL)
        {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        list = larger;
        status = basic->WskControlSocket(Socket, WskIoctl, SIO_ADDRESS_LIST_QUERY, 0, 0, NULL, needed, list, &needed,
                                         NULL);
    }
    if (NT_SUCCESS(status))
    {
        DbgPrint("survey: %ld local addresses\n", list->iAddressCount);
    }
    if (larger != NULL)
    {
        ExFreePoolWithTag(larger, SURVEY_TAG);
    }
    return status;
}
