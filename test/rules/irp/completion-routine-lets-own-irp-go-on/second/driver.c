// Another driver in the same workspace, with functions that are called as those of the first.

#include <ntddk.h>
#include <wsk.h>

IO_COMPLETION_ROUTINE SendDone;
PIRP MakeIrp(PVOID Queue);

// Its MakeIrp takes IRPs of other drivers from a queue.
NTSTATUS SendSecond(PWSK_SOCKET Socket, PWSK_BUF Buffer, PVOID Queue)
{
    PIRP irp = MakeIrp(Queue);

    IoSetCompletionRoutine(irp, SendDone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}
