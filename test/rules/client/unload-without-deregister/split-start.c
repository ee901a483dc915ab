// Registers in another file than that of its unload routine.

#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

NTSTATUS SplitStart(VOID)
{
    WSK_CLIENT_NPI Client = {NULL, &Dispatch};

    return WskRegister(&Client, &Registration);
}
