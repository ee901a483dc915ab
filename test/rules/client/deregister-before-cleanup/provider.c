#include "client.h"

NTSTATUS Capture(PCLIENT Client)
{
    return WskCaptureProviderNPI(&Client->Registration, WSK_INFINITE_WAIT, &Client->Provider);
}

VOID Release(PCLIENT Client)
{
    WskReleaseProviderNPI(&Client->Registration);
}
