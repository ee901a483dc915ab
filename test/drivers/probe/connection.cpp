#include "probe.h"

namespace {

/** Describes the text of a line for WSK. */
NTSTATUS Describe(probe::Line &line, ULONG length, WSK_BUF &buffer)
{
    buffer = {};
    buffer.Mdl = IoAllocateMdl(line.Text, length, FALSE, FALSE, nullptr);
    if (buffer.Mdl == nullptr) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmBuildMdlForNonPagedPool(buffer.Mdl);
    buffer.Length = length;
    return STATUS_SUCCESS;
}

} // namespace

namespace probe {

NTSTATUS Connection::Open(SOCKADDR_IN &remote)
{
    auto status = m_request.Create();
    if (!NT_SUCCESS(status)) {
        return status;
    }
    ULONG_PTR information{};
    status = m_provider.Dispatch->WskSocket(m_provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
        WSK_FLAG_CONNECTION_SOCKET, nullptr, nullptr, nullptr, nullptr, nullptr, m_request.Rearm());
    status = m_request.Await(status, &information);
    if (!NT_SUCCESS(status)) {
        m_request.Destroy();
        return status;
    }
    m_socket = reinterpret_cast<PWSK_SOCKET>(information);
    status = Bind();
    if (NT_SUCCESS(status)) {
        status = Dispatch()->WskConnect(m_socket, reinterpret_cast<PSOCKADDR>(&remote), 0, m_request.Rearm());
        status = m_request.Await(status);
    }
    if (!NT_SUCCESS(status)) {
        Close();
        return status;
    }
    m_state = State::Connected;
    return STATUS_SUCCESS;
}

NTSTATUS Connection::Bind()
{
    SOCKADDR_IN local{};

    local.sin_family = AF_INET;
    auto status = Dispatch()->WskBind(m_socket, reinterpret_cast<PSOCKADDR>(&local), 0, m_request.Rearm());
    status = m_request.Await(status);
    if (NT_SUCCESS(status)) {
        m_state = State::Bound;
    }
    return status;
}

NTSTATUS Connection::Transfer(Line &line, bool isReceive)
{
    WSK_BUF buffer{};
    auto status = Describe(line, isReceive ? LongestLine : line.Length, buffer);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    ULONG_PTR length = 0;
    const auto dispatch = Dispatch();
    PIRP irp{m_request.Rearm()};
    if (isReceive) {
        status = dispatch->WskReceive(m_socket, &buffer, 0, irp);
    } else {
        status = dispatch->WskSend(m_socket, &buffer, 0, irp);
    }
    status = m_request.Await(status, &length);
    line.Length = static_cast<ULONG>(length);
    IoFreeMdl(buffer.Mdl);
    return status;
}

NTSTATUS Connection::Ask(Line &question, Line &answer)
{
    if (m_state != State::Connected) {
        return STATUS_INVALID_DEVICE_STATE;
    }
    auto status = Transfer(question, false);
    return NT_SUCCESS(status) ? Transfer(answer, true) : status;
}

NTSTATUS Connection::Close()
{
    if (!IsOpen()) {
        return STATUS_SUCCESS;
    }
    NTSTATUS status(Dispatch()->Basic.WskCloseSocket(m_socket, m_request.Rearm()));
    status = m_request.Await(status);
    m_socket = nullptr;
    m_state = State::Idle;
    m_request.Destroy();
    return status;
}

} // namespace probe
