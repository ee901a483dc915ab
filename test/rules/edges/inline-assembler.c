#include <ntddk.h>
#include <wsk.h>

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    __asm {
        mov eax, Irp
        cmp eax, Context
        int 3
    }
    __asm nop
    return STATUS_MORE_PROCESSING_REQUIRED;
}
