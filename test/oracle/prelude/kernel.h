// Kernel functions that are younger than the free headers, as Microsoft's pages describe them.
#pragma once

// That of the free headers assigns, which takes no array and nothing const.
#undef UNREFERENCED_PARAMETER
#define UNREFERENCED_PARAMETER(P) ((VOID)(P))

// ntstrsafe.h of the WDK has it; the free one takes it from a header for programs.
typedef unsigned long DWORD;

enum { DrvRtPoolNxOptIn = 1 };

VOID NTAPI ExInitializeDriverRuntime(ULONG RuntimeFlags);

typedef ULONGLONG POOL_FLAGS;

#define POOL_FLAG_REQUIRED_START 0x0000000000000001ull
#define POOL_FLAG_USE_QUOTA 0x0000000000000001ull
#define POOL_FLAG_UNINITIALIZED 0x0000000000000002ull
#define POOL_FLAG_CACHE_ALIGNED 0x0000000000000008ull
#define POOL_FLAG_RAISE_ON_FAILURE 0x0000000000000020ull
#define POOL_FLAG_NON_PAGED 0x0000000000000040ull
#define POOL_FLAG_NON_PAGED_EXECUTE 0x0000000000000080ull
#define POOL_FLAG_PAGED 0x0000000000000100ull

typedef struct _POOL_EXTENDED_PARAMETER POOL_EXTENDED_PARAMETER, *PPOOL_EXTENDED_PARAMETER;
typedef const POOL_EXTENDED_PARAMETER *PCPOOL_EXTENDED_PARAMETER;

PVOID NTAPI ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag);
PVOID NTAPI ExAllocatePool3(
    POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag, PCPOOL_EXTENDED_PARAMETER ExtendedParameters,
    ULONG ExtendedParametersCount);
PVOID NTAPI ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);
PVOID NTAPI ExAllocatePoolUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);
VOID NTAPI ExFreePool2(
    PVOID P, ULONG Tag, PCPOOL_EXTENDED_PARAMETER ExtendedParameters, ULONG ExtendedParametersCount);

#define MdlMappingNoWrite 0x80000000
#define MdlMappingNoExecute 0x40000000

PIRP NTAPI IoAllocateIrpEx(PDEVICE_OBJECT DeviceObject, CCHAR StackSize, BOOLEAN ChargeQuota);
VOID NTAPI IoCleanupIrp(PIRP Irp);

VOID NTAPI KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime);

typedef volatile LONG EX_SPIN_LOCK, *PEX_SPIN_LOCK;

KIRQL NTAPI ExAcquireSpinLockExclusive(PEX_SPIN_LOCK SpinLock);
KIRQL NTAPI ExAcquireSpinLockShared(PEX_SPIN_LOCK SpinLock);
VOID NTAPI ExAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK SpinLock);
VOID NTAPI ExAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK SpinLock);
VOID NTAPI ExReleaseSpinLockExclusive(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql);
VOID NTAPI ExReleaseSpinLockShared(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql);
VOID NTAPI ExReleaseSpinLockExclusiveFromDpcLevel(PEX_SPIN_LOCK SpinLock);
VOID NTAPI ExReleaseSpinLockSharedFromDpcLevel(PEX_SPIN_LOCK SpinLock);

#define EX_PUSH_LOCK ULONG_PTR
#define PEX_PUSH_LOCK PULONG_PTR

VOID NTAPI ExInitializePushLock(PEX_PUSH_LOCK PushLock);
VOID NTAPI ExAcquirePushLockExclusive(PEX_PUSH_LOCK PushLock);
VOID NTAPI ExAcquirePushLockShared(PEX_PUSH_LOCK PushLock);
VOID NTAPI ExReleasePushLockExclusive(PEX_PUSH_LOCK PushLock);
VOID NTAPI ExReleasePushLockShared(PEX_PUSH_LOCK PushLock);

/* Macros of ntifs.h and of many drivers, and a conversion of ntifs.h. */
#ifndef FlagOn
#define FlagOn(Flags, Single) ((Flags) & (Single))
#endif
#ifndef BooleanFlagOn
#define BooleanFlagOn(Flags, Single) ((BOOLEAN)(((Flags) & (Single)) != 0))
#endif
#ifndef SetFlag
#define SetFlag(Flags, Single) ((Flags) |= (Single))
#endif
#ifndef ClearFlag
#define ClearFlag(Flags, Single) ((Flags) &= ~(Single))
#endif
#ifndef ERROR_SUCCESS
#define ERROR_SUCCESS 0L
#endif

ULONG NTAPI RtlNtStatusToDosError(NTSTATUS Status);
