#include "echo.h"

// Every driver has something like this. It shows what the checker does with code
// that one build has and another has not: of an #if inside a function it reads the
// first branch, and the editor fades the other one.
VOID EchoTrace(_In_ PCSTR What, _In_ NTSTATUS Status)
{
#if DBG
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "echo: WSK %s, 0x%08x\n", What, Status);
#else
    UNREFERENCED_PARAMETER(What);
    UNREFERENCED_PARAMETER(Status);
#endif
}
