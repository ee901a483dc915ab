DECLARE_GLOBAL_NAME(DriverName, L"Wsk")
EXTERN_C_START

PAGED_SECTION
NTSTATUS
InitialiseAll(VOID)
{
    LIST_FOR_EACH(Entry, &Sockets) {
        PSOCKET_ENTRY socket = CONTAINING_RECORD(Entry, struct _SOCKET_ENTRY, Link);
        CloseEntry(socket);
    }
    WHILE (TRUE) { break; }
    __asm { int 3 }
    return STATUS_SUCCESS;
}

static CACHE_ALIGN ULONG Counter;

EXTERN_C_END
