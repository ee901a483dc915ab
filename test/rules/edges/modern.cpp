#include <ntddk.h>
#include <wsk.h>

namespace net {

template <typename Call>
static NTSTATUS WithIrp(KEVENT &done, Call &&call)
{
    auto irp = IoAllocateIrp(1, FALSE);
    if (irp == nullptr) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(
        irp,
        [](PDEVICE_OBJECT, PIRP, PVOID context) -> NTSTATUS {
            KeSetEvent(static_cast<PKEVENT>(context), IO_NO_INCREMENT, FALSE);
            return STATUS_MORE_PROCESSING_REQUIRED;
        },
        &done, TRUE, TRUE, TRUE);
    return call(irp);
}

NTSTATUS Close(PWSK_SOCKET socket, KEVENT &done)
{
    return WithIrp(done, [=](PIRP irp) {
        return static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(socket->Dispatch)->WskCloseSocket(socket, irp);
    });
}

} // namespace net
