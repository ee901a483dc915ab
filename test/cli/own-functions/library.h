#pragma once

typedef struct _LIB_POOL LIB_POOL, *PLIB_POOL;

PIRP LibGetIrp(CCHAR StackSize, BOOLEAN ChargeQuota);
VOID LibPutIrp(PLIB_POOL Pool, PIRP Request);
VOID LibWait(PKEVENT Event);
NTSTATUS LibClose(PWSK_SOCKET Socket, PIRP Irp);
