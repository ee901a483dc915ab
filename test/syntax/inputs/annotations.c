#include <ntddk.h>
#include <wsk.h>

_IRQL_requires_max_(DISPATCH_LEVEL)
_Must_inspect_result_
NTSTATUS
WSKAPI
StartListening(
    _In_ PWSK_SOCKET Socket,
    _In_reads_bytes_opt_(Length) const UCHAR *Data,
    _In_ SIZE_T Length,
    _Outptr_result_maybenull_ PVOID *Context OPTIONAL
    );

__drv_maxIRQL(DISPATCH_LEVEL)
__checkReturn
FORCEINLINE
BOOLEAN
OldStyle(
    IN PVOID First,
    IN OUT PULONG Second OPTIONAL,
    __inout_ecount(4) CONST UCHAR *Third
    )
{
    UNALIGNED ULONG *word = (UNALIGNED ULONG *)Third;
    ULONG64 limit = 0x100000000ui64 + 5i64;

    return First != NULL && *Second > *word && limit != 0;
}

typedef NTSTATUS (NTAPI *PROVIDER_ROUTINE)(_In_ PVOID Context);

DECLSPEC_NORETURN VOID __cdecl Give_Up(void);

__declspec(align(16)) typedef struct _ALIGNED {
    _Field_size_bytes_(Length) PUCHAR Buffer;
    ULONG Length;
} ALIGNED;
