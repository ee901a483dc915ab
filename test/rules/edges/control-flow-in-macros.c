#include <ntddk.h>
#include <wsk.h>

#define FOREVER for (;;)
#define UNLESS(condition) if (!(condition))
#define BEGIN {
#define END }
#define LEAVE_IF_FAILED(status) if (!NT_SUCCESS(status)) goto Leave

static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
BEGIN
    FOREVER {
        UNLESS (Context == NULL) {
            KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        }
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
END

NTSTATUS Option(PWSK_SOCKET Socket, PIRP Irp, PULONG Value, PSOCKADDR Address, PIRP BindIrp)
{
    PWSK_PROVIDER_LISTEN_DISPATCH dispatch = (PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch;
    NTSTATUS status = dispatch->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(*Value),
                                                 Value, 0, NULL, NULL, Irp);
    LEAVE_IF_FAILED(status);
    status = dispatch->WskBind(Socket, Address, 0, BindIrp);
Leave:
    return status;
}
