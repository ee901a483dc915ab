#include <ntddk.h>
#include <wsk.h>

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
<%
    ULONG slots<:2:> = <%0, 1%>;

    UNREFERENCED_PARAMETER(slots);
    return STATUS_MORE_PROCESSING_REQUIRED;
%>
