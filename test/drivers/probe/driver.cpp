#include "probe.h"

extern "C" DRIVER_INITIALIZE DriverEntry;
extern "C" DRIVER_UNLOAD ProbeUnload;

namespace probe {

WSK_REGISTRATION Client::s_registration;
WSK_PROVIDER_NPI Client::s_provider;

static const WSK_CLIENT_DISPATCH g_dispatch = {MAKE_WSK_VERSION(1, 0), 0, nullptr};

NTSTATUS Client::Start()
{
    WSK_CLIENT_NPI client{nullptr, &g_dispatch};

    if (auto status = WskRegister(&client, &s_registration); !NT_SUCCESS(status)) {
        return status;
    }
    auto status = WskCaptureProviderNPI(&s_registration, WSK_INFINITE_WAIT, &s_provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&s_registration);
    }
    return status;
}

void Client::Stop()
{
    ::WskReleaseProviderNPI(&s_registration);
    ::WskDeregister(&s_registration);
}

NTSTATUS Measure(SOCKADDR_IN &remote, LARGE_INTEGER &duration)
{
    auto *lines = static_cast<Line *>(ExAllocatePool2(POOL_FLAG_NON_PAGED, 2 * sizeof(Line), Tag));
    if (lines == nullptr) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Line &question = lines[0];
    Line &answer = lines[1];
    question.Text[0] = '\n';
    question.Length = 1;

    Connection connection(Client::Provider());
    const auto start = KeQueryPerformanceCounter(nullptr);
    auto status = connection.Open(remote);
    if (NT_SUCCESS(status)) {
        status = connection.Ask(question, answer);
        connection.Close();
    }
    duration.QuadPart = KeQueryPerformanceCounter(nullptr).QuadPart - start.QuadPart;
    ExFreePoolWithTag(lines, Tag);
    return status;
}

} // namespace probe

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    const auto status = probe::Client::Start();
    if (NT_SUCCESS(status)) {
        driver->DriverUnload = ProbeUnload;
    }
    return status;
}

extern "C" void ProbeUnload(PDRIVER_OBJECT)
{
    probe::Client::Stop();
}
