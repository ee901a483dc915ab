#include <ntddk.h>
#include <wsk.h>
// Berkeley sockets over WSK, as servers that were moved into the kernel bring them along: a socket comes out of the IRP
// through a number, and only where the request has succeeded.
#define SOCKET PWSK_SOCKET
#define INVALID_SOCKET NULL
#define SOCKET_ERROR (-1)
extern WSK_PROVIDER_NPI g_npi;
static NTSTATUS on_done(PDEVICE_OBJECT d, PIRP i, PVOID c) { UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(i); KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
typedef struct { PIRP irp; KEVENT ev; } op_t;
static int op_begin(op_t *o) { o->irp = IoAllocateIrp(1, FALSE); if (!o->irp) return SOCKET_ERROR; KeInitializeEvent(&o->ev, SynchronizationEvent, FALSE); IoSetCompletionRoutine(o->irp, on_done, &o->ev, TRUE, TRUE, TRUE); return 0; }
static NTSTATUS op_end(op_t *o, NTSTATUS st, ULONG_PTR *info)
{
    if (st == STATUS_PENDING) { KeWaitForSingleObject(&o->ev, Executive, KernelMode, FALSE, NULL); st = o->irp->IoStatus.Status; }
    if (info) *info = NT_SUCCESS(st) ? o->irp->IoStatus.Information : 0;
    IoFreeIrp(o->irp);
    return st;
}
SOCKET socket(int af, int type, int proto)
{
    op_t o; ULONG_PTR s = 0; ULONG flags;
    if (op_begin(&o)) return INVALID_SOCKET;
    flags = type == SOCK_DGRAM ? WSK_FLAG_DATAGRAM_SOCKET : WSK_FLAG_CONNECTION_SOCKET;
    op_end(&o, g_npi.Dispatch->WskSocket(g_npi.Client, (ADDRESS_FAMILY)af, (USHORT)type, proto, flags, NULL, NULL, NULL, NULL, NULL, o.irp), &s);
    return (SOCKET)s;
}
SOCKET listensocket(int af)
{
    op_t o; ULONG_PTR s = 0;
    if (op_begin(&o)) return INVALID_SOCKET;
    op_end(&o, g_npi.Dispatch->WskSocket(g_npi.Client, (ADDRESS_FAMILY)af, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, o.irp), &s);
    return (SOCKET)s;
}
int setsockopt(SOCKET s, int level, int name, const char *val, int len)
{
    op_t o;
    if (op_begin(&o)) return SOCKET_ERROR;
    return NT_SUCCESS(op_end(&o, ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, name, level, len, (PVOID)val, 0, NULL, NULL, o.irp), NULL)) ? 0 : SOCKET_ERROR;
}
int bind(SOCKET s, struct sockaddr *a, int len)
{
    op_t o;
    UNREFERENCED_PARAMETER(len);
    if (op_begin(&o)) return SOCKET_ERROR;
    return NT_SUCCESS(op_end(&o, ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskBind(s, a, 0, o.irp), NULL)) ? 0 : SOCKET_ERROR;
}
SOCKET accept(SOCKET s, struct sockaddr *a)
{
    op_t o; ULONG_PTR n = 0;
    if (op_begin(&o)) return INVALID_SOCKET;
    op_end(&o, ((PWSK_PROVIDER_LISTEN_DISPATCH)s->Dispatch)->WskAccept(s, 0, NULL, NULL, NULL, a, o.irp), &n);
    return (SOCKET)n;
}
int connect(SOCKET s, struct sockaddr *a)
{
    op_t o;
    if (op_begin(&o)) return SOCKET_ERROR;
    return NT_SUCCESS(op_end(&o, ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskConnect(s, a, 0, o.irp), NULL)) ? 0 : SOCKET_ERROR;
}
void closesocket(SOCKET s)
{
    op_t o;
    if (op_begin(&o)) return;
    op_end(&o, ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskCloseSocket(s, o.irp), NULL);
}
int serve(unsigned short port)
{
    struct sockaddr_in6 a; SOCKADDR_STORAGE peer; SOCKET l, c; int off = 0; ULONG on = 1;
    l = listensocket(AF_INET6);
    if (l == INVALID_SOCKET) return SOCKET_ERROR;
    if (setsockopt(l, IPPROTO_IPV6, IPV6_V6ONLY, (const char *)&off, sizeof off) < 0) goto fail;
    if (setsockopt(l, SOL_SOCKET, SO_REUSEADDR, (const char *)&on, sizeof(on)) < 0) goto fail;
    RtlZeroMemory(&a, sizeof a); a.sin6_family = AF_INET6; a.sin6_port = RtlUshortByteSwap(port);
    if (bind(l, (struct sockaddr *)&a, sizeof a) == SOCKET_ERROR) goto fail;
    while ((c = accept(l, (struct sockaddr *)&peer)) != INVALID_SOCKET) {
        setsockopt(c, IPPROTO_TCP, TCP_NODELAY, (char *)&on, sizeof on);
        closesocket(c);
    }
    closesocket(l);
    return 0;
fail:
    closesocket(l);
    return SOCKET_ERROR;
}
