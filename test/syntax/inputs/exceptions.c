NTSTATUS Probe(PVOID Buffer, SIZE_T Length)
{
    NTSTATUS status = STATUS_SUCCESS;

    try {
        ProbeForRead(Buffer, Length, 1);
        if (Length == 0) {
            leave;
        }
    } except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
    }

    __try {
        Consume(Buffer);
    } __finally {
        Release(Buffer);
    }

    try {
        Consume(Buffer);
    } finally {
        Release(Buffer);
    }
    return status;
}
