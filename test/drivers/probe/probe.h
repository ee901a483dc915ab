// A probe asks a server for one line, and tells how long the answer took.
#pragma once

#include <ntddk.h>
#include <wsk.h>

namespace probe {

constexpr ULONG Tag = 'borP';
constexpr ULONG LongestLine = 256;

enum class State : UCHAR { Idle, Bound, Connected };

/** A pool allocation that says of what kind it is. */
struct Line {
    ULONG Length = 0;
    UCHAR Text[LongestLine];
};

/** One IRP, and the event that its completion signals. It makes one request after the other. */
class Request final {
public:
    Request() noexcept : m_irp{nullptr} {}
    Request(const Request &) = delete;
    Request &operator=(const Request &) = delete;

    NTSTATUS Create();
    void Destroy();

    /** The IRP, ready for the next request. */
    PIRP Rearm();

    /** How a request has ended of which WSK has returned `status`. */
    NTSTATUS Await(NTSTATUS status, ULONG_PTR *information = nullptr);

private:
    static IO_COMPLETION_ROUTINE Completed;

    PIRP m_irp;
    KEVENT m_done;
};

class Connection {
public:
    explicit Connection(const WSK_PROVIDER_NPI &provider) : m_provider(provider) {}

    NTSTATUS Open(SOCKADDR_IN &remote);
    NTSTATUS Ask(Line &question, Line &answer);
    NTSTATUS Close();
    [[nodiscard]] bool IsOpen() const noexcept { return m_socket != nullptr; }

private:
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch() const
    {
        return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(m_socket->Dispatch);
    }

    NTSTATUS Transfer(Line &line, bool isReceive);
    NTSTATUS Bind();

    const WSK_PROVIDER_NPI &m_provider;
    PWSK_SOCKET m_socket = nullptr;
    State m_state{State::Idle};
    Request m_request;
};

/** What the driver has of WSK from its start to its unload. */
class Client {
public:
    static NTSTATUS Start();
    static void Stop();
    static const WSK_PROVIDER_NPI &Provider() { return s_provider; }

private:
    static WSK_REGISTRATION s_registration;
    static WSK_PROVIDER_NPI s_provider;
};

NTSTATUS Measure(SOCKADDR_IN &remote, LARGE_INTEGER &duration);

} // namespace probe
