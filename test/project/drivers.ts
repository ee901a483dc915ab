/** A small driver over several files, as the tests of the project layer change it. */
export const DRIVER: Readonly<Record<string, string>> = {
  'driver/driver.h': `
#include <wsk.h>
#include "context.h"
#define KEEP STATUS_MORE_PROCESSING_REQUIRED
IO_COMPLETION_ROUTINE SendDone;
PIRP MakeIrp(PCONTEXT Context);
VOID Note(PCONTEXT Context);
NTSTATUS Prepare(PCONTEXT Context);
`,
  'driver/context.h': `
typedef struct _CONTEXT {
    PIRP Irp;
    PWSK_SOCKET Socket;
    WSK_BUF Buffer;
    ULONG Sent;
    BOOLEAN Busy;
} CONTEXT, *PCONTEXT;
`,
  'driver/send.c': `
#include "driver.h"
NTSTATUS Send(PCONTEXT Context)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Context->Socket->Dispatch;
    NTSTATUS status = Prepare(Context);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Note(Context);
    return dispatch->WskSend(Context->Socket, &Context->Buffer, 0, Context->Irp);
}
`,
  'driver/irp.c': `
#include "driver.h"
PIRP MakeIrp(PCONTEXT Context)
{
    return IoAllocateIrp(1, FALSE);
}

NTSTATUS Prepare(PCONTEXT Context)
{
    Context->Irp = MakeIrp(Context);
    if (Context->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Context->Irp, SendDone, Context, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}
`,
  'driver/done.c': `
#include "driver.h"
NTSTATUS SendDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    IoFreeIrp(Irp);
    return STATUS_SUCCESS;
}
`,
  'driver/note.c': `
#include "context.h"
VOID Note(PCONTEXT Context)
{
    Context->Sent++;
}
`,
};
