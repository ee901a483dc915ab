#pragma once
#ifdef __cplusplus
extern "C" {
class Socket final {
public:
    explicit Socket(PWSK_SOCKET socket) noexcept : m_socket{socket} {}
    bool operator==(const Socket &other) const { return m_socket == other.m_socket; }
private:
    PWSK_SOCKET m_socket = nullptr;
};
#endif

NTSTATUS Close(PWSK_SOCKET Socket, PIRP Irp);

#ifdef __cplusplus
}
#endif
