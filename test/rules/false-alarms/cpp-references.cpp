// What C++ writes through references, hands to methods, and makes with 'new'.

#include <ntddk.h>
#include <wsk.h>

class Pool;
struct Item {
    PIRP Irp = nullptr;
    KEVENT Done;
    Item *Next{};
};

class Registry {
public:
    virtual void Keep(PIRP irp) = 0;
    void Keep(PIRP irp, bool first);
    void Take(PIRP &irp);
    static NTSTATUS Finish(PDEVICE_OBJECT device, PIRP irp, PVOID context);
};

extern bool FillIn(PIRP &irp);
extern void TakeOver(PIRP &irp);

static NTSTATUS Done(PDEVICE_OBJECT, PIRP, PVOID context)
{
    KeSetEvent(static_cast<KEVENT *>(context), 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static bool Allocate(PIRP &irp) { irp = IoAllocateIrp(1, FALSE); return irp != nullptr; }
static void Free(PIRP &irp) { IoFreeIrp(irp); irp = nullptr; }

// Allocated and freed by functions that take it by reference.
NTSTATUS ByReference(PWSK_SOCKET socket)
{
    PIRP irp;
    if (!Allocate(irp)) return STATUS_NO_MEMORY;
    KEVENT event;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Done, &event, TRUE, TRUE, TRUE);
    auto status = static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(socket->Dispatch)->WskCloseSocket(socket, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, nullptr);
        status = irp->IoStatus.Status;
    }
    Free(irp);
    return status;
}

// A function that is not in sight may set what it is given.
void SetElsewhere()
{
    PIRP irp = nullptr;
    if (FillIn(irp)) {
        irp->UserEvent = nullptr;
        TakeOver(irp);
    }
}

// Methods that are not in sight, or of which there are several, may keep the IRP.
void KeptByMethod(Registry &registry, Registry *other)
{
    PIRP first = IoAllocateIrp(1, FALSE);
    PIRP second = IoAllocateIrp(1, FALSE);
    PIRP third = IoAllocateIrp(1, FALSE);
    if (first) registry.Take(first);
    if (second) other->Keep(second);
    if (third) other->Keep(third, true);
}

// The list has it: a reference stands for the member.
void KeptThroughReference(Item *item)
{
    PIRP &slot = item->Next->Irp;
    slot = IoAllocateIrp(1, FALSE);
    if (slot == nullptr) return;
}

// What is deleted frees what it holds.
NTSTATUS DeletedWithItem()
{
    auto *item = new (NonPagedPoolNx, 'metI') Item;
    if (item == nullptr) return STATUS_NO_MEMORY;
    item->Irp = IoAllocateIrp(1, FALSE);
    delete item;
    return STATUS_SUCCESS;
}

// The lambda frees the IRP; it is no other function's business.
NTSTATUS FreedByRoutine(PWSK_SOCKET socket)
{
    if (auto irp = IoAllocateIrp(1, FALSE); irp != nullptr) {
        IoSetCompletionRoutine(
            irp,
            [](PDEVICE_OBJECT, PIRP own, PVOID) -> NTSTATUS {
                IoFreeIrp(own);
                return STATUS_MORE_PROCESSING_REQUIRED;
            },
            nullptr, TRUE, TRUE, TRUE);
        return reinterpret_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(socket->Dispatch)->WskCloseSocket(socket, irp);
    }
    return STATUS_NO_MEMORY;
}
