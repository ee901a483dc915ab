// Objects of C++ whose destructors, lambdas and operators free and wait where nothing is written.

#include <ntddk.h>
#include <wsk.h>

class OwnedIrp {
    PIRP m_irp;
public:
    OwnedIrp() : m_irp(IoAllocateIrp(1, FALSE)) { }
    ~OwnedIrp() { if (m_irp) IoFreeIrp(m_irp); }
    operator PIRP() const { return m_irp; }
    explicit operator bool() const { return m_irp != nullptr; }
};

struct Waiter {
    explicit Waiter(KEVENT &event) : m_event(event) {}
    ~Waiter() { KeWaitForSingleObject(&m_event, Executive, KernelMode, FALSE, nullptr); }
    KEVENT &m_event;
};

// Holds one: its end is that of the other.
struct TwoWaits {
    Waiter First;
    Waiter Second;
};

using SharedIrp = library::shared<PIRP, decltype(&::IoFreeIrp), ::IoFreeIrp>;

static NTSTATUS Done(PDEVICE_OBJECT, PIRP, PVOID context)
{
    KeSetEvent(static_cast<KEVENT *>(context), 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Close(PWSK_SOCKET socket, PIRP irp, KEVENT &event)
{
    IoSetCompletionRoutine(irp, Done, &event, TRUE, TRUE, TRUE);
    return static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(socket->Dispatch)->WskCloseSocket(socket, irp);
}

NTSTATUS FreedByDestructor(PWSK_SOCKET socket)
{
    OwnedIrp irp;
    if (!irp) return STATUS_NO_MEMORY;
    KEVENT event;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    auto status = Close(socket, irp, event);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, nullptr);
        status = static_cast<PIRP>(irp)->IoStatus.Status;
    }
    return status;
}

NTSTATUS FreedByLambda(PWSK_SOCKET socket)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    auto cleanup = library::at_exit([&] { IoFreeIrp(irp); });
    KEVENT event;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    auto status = Close(socket, irp, event);
    if (status == STATUS_PENDING) KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, nullptr);
    return status;
}

NTSTATUS AwaitedByDestructor(PWSK_SOCKET socket)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KEVENT event;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    NTSTATUS status;
    {
        Waiter waiter(event);
        status = Close(socket, irp, event);
    }
    IoFreeIrp(irp);
    return status;
}

NTSTATUS AwaitedByMember(PWSK_SOCKET socket)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    KEVENT event;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    NTSTATUS status;
    {
        TwoWaits waits{Waiter{event}, Waiter{event}};
        status = Close(socket, irp, event);
    }
    IoFreeIrp(irp);
    return status;
}

NTSTATUS FreedByLibrary(PWSK_SOCKET socket)
{
    SharedIrp irp(IoAllocateIrp(1, FALSE));
    library::event event(NotificationEvent, false);
    IoSetCompletionRoutine(irp.get(), Done, event.get(), TRUE, TRUE, TRUE);
    auto status = static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(socket->Dispatch)->WskCloseSocket(socket, irp.get());
    event.wait();
    return status;
}
