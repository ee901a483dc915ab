#include "probe.h"

namespace probe {

NTSTATUS Request::Completed(PDEVICE_OBJECT, PIRP, PVOID context)
{
    auto *done = static_cast<PKEVENT>(context);

    KeSetEvent(done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Request::Create()
{
    KeInitializeEvent(&m_done, SynchronizationEvent, FALSE);
    m_irp = IoAllocateIrp(1, FALSE);
    return m_irp == nullptr ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

void Request::Destroy()
{
    if (m_irp != nullptr) {
        IoFreeIrp(m_irp);
        m_irp = nullptr;
    }
}

PIRP Request::Rearm()
{
    IoReuseIrp(m_irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&m_done);
    IoSetCompletionRoutine(m_irp, Completed, &m_done, TRUE, TRUE, TRUE);
    return m_irp;
}

NTSTATUS Request::Await(NTSTATUS status, ULONG_PTR *information)
{
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&m_done, Executive, KernelMode, FALSE, nullptr);
        status = m_irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status) && information != nullptr) {
        *information = m_irp->IoStatus.Information;
    }
    return status;
}

} // namespace probe
