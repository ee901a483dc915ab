#ifndef BRANCHES_C
#define BRANCHES_C

#ifdef __cplusplus
extern "C" {
#endif

#if DBG
VOID Trace(PCSTR Text)
{
    DbgPrint("%s", Text);
}
#else
VOID Trace(PCSTR Text)
{
    UNREFERENCED_PARAMETER(Text);
}
#endif

#if USE_CONTEXT
NTSTATUS Close(PWSK_SOCKET Socket, PVOID Context)
#else
NTSTATUS Close(PWSK_SOCKET Socket)
#endif
{
#if 0
    this is no C at all, isn't it
#endif
    if (Socket == NULL
#ifdef CHECK_DISPATCH
        || Socket->Dispatch == NULL
#else
        || FALSE
#endif
    ) {
        return STATUS_INVALID_PARAMETER;
    }
#pragma warning(push)
#define LOCAL_LIMIT 4
    return CloseSocket(Socket, LOCAL_LIMIT);
#pragma warning(pop)
}

#ifdef __cplusplus
}
#endif

#endif
