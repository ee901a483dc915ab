// Received data, which is a list of chains of MDLs.

#include <ntddk.h>
#include <wsk.h>

#define MOST 512

typedef struct _PEER {
    UCHAR Copy[MOST];
    SIZE_T Length;
    ULONG Lines;
    ULONG64 Total;
    LONG64 Datagrams;
    PWSK_DATA_INDICATION Kept;
    KEVENT Dead;
} PEER, *PPEER;

extern SIZE_T CopyList(PPEER Peer, PWSK_DATA_INDICATION List);
extern VOID CopyBuffer(PPEER Peer, const WSK_BUF *Buffer);
extern VOID Parse(PPEER Peer, const VOID *Bytes, SIZE_T Length);

static VOID Died(PPEER Peer)
{
    KeSetEvent(&Peer->Dead, IO_NO_INCREMENT, FALSE);
}

// ---------------------------------------------------------------- wrong

// All bytes of the entry, from its first MDL.
NTSTATUS WSKAPI CopyAsOne(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PPEER Peer = (PPEER)SocketContext;

    if (DataIndication == NULL) {
        Died(Peer);
        return STATUS_SUCCESS;
    }
    for (; DataIndication != NULL; DataIndication = DataIndication->Next) {
        PUCHAR Data = (PUCHAR)MmGetSystemAddressForMdlSafe(DataIndication->Buffer.Mdl, NormalPagePriority | MdlMappingNoExecute);
//                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK705 'DataIndication->Buffer.Mdl' is read as one buffer, but may be the first of several MDLs: go through its Next

        if (Data != NULL && DataIndication->Buffer.Length <= MOST) {
            RtlCopyMemory(Peer->Copy, Data + DataIndication->Buffer.Offset, DataIndication->Buffer.Length);
        }
    }
    return STATUS_SUCCESS;
}

// Through variables: of the MDL, of the address and of the length.
NTSTATUS WSKAPI ParseAsOne(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                           SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PPEER Peer = (PPEER)SocketContext;
    const WSK_BUF *Buffer;
    PMDL First;
    PUCHAR Bytes;
    SIZE_T Count;

    if (DataIndication == NULL) {
        Died(Peer);
        return STATUS_SUCCESS;
    }
    Buffer = &DataIndication->Buffer;
    First = Buffer->Mdl;
    Count = min(Buffer->Length, MOST);
    Bytes = (PUCHAR)MmGetSystemAddressForMdlSafe(First, NormalPagePriority | MdlMappingNoExecute);
//                                               ^^^^^ WSK705 'First' is read as one buffer, but may be the first of several MDLs
    if (Bytes == NULL) {
        return STATUS_SUCCESS;
    }
    Bytes += Buffer->Offset;
    Parse(Peer, Bytes, Count);
    *BytesAccepted = BytesIndicated;
    return STATUS_SUCCESS;
}

// A helper that is no callback, with a loop.
static ULONG CountLines(const WSK_DATA_INDICATION *Part)
{
    const UCHAR *Text = (const UCHAR *)MmGetSystemAddressForMdlSafe(Part->Buffer.Mdl, LowPagePriority | MdlMappingNoExecute);
//                                                                  ^^^^^^^^^^^^^^^^ WSK705 'Part->Buffer.Mdl' is read as one buffer
    ULONG Lines = 0;
    SIZE_T Index;

    if (Text == NULL) {
        return 0;
    }
    for (Index = 0; Index < Part->Buffer.Length; Index++) {
        Lines += Text[Part->Buffer.Offset + Index] == '\n';
    }
    return Lines;
}

NTSTATUS WSKAPI CountByHelper(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                              SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PPEER Peer = (PPEER)SocketContext;

    if (DataIndication == NULL) {
        Died(Peer);
        return STATUS_SUCCESS;
    }
    for (; DataIndication != NULL; DataIndication = DataIndication->Next) {
        Peer->Lines += CountLines(DataIndication);
    }
    return STATUS_SUCCESS;
}

// As many bytes as were indicated in all.
NTSTATUS WSKAPI ParseIndicated(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                               SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PUCHAR Bytes;

    if (DataIndication == NULL) {
        Died((PPEER)SocketContext);
        return STATUS_SUCCESS;
    }
    Bytes = (PUCHAR)MmGetSystemAddressForMdlSafe(DataIndication->Buffer.Mdl, NormalPagePriority | MdlMappingNoExecute);
//                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^ WSK705 'DataIndication->Buffer.Mdl' is read as one buffer
    if (Bytes != NULL) {
        Parse((PPEER)SocketContext, Bytes + DataIndication->Buffer.Offset, BytesIndicated);
    }
    return STATUS_SUCCESS;
}

// Only the first datagram, by a helper that goes through its MDLs.
NTSTATUS WSKAPI FirstDatagram(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PPEER Peer = (PPEER)SocketContext;

    if (DataIndication == NULL) {
        Died(Peer);
        return STATUS_SUCCESS;
    }
    CopyBuffer(Peer, &DataIndication->Buffer);
//                   ^^^^^^^^^^^^^^^^^^^^^^^ WSK705 only the first entry of 'DataIndication' is read, and there may be more: go through 'DataIndication->Next'
    return STATUS_SUCCESS;
}

// Only the first part of the data, and all is taken.
NTSTATUS WSKAPI FirstPart(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T BytesIndicated,
                          SIZE_T *BytesAccepted)
{
    if (Data != NULL) {
        CopyBuffer((PPEER)SocketContext, &Data->Buffer);
//                                       ^^^^^^^^^^^^^ WSK705 only the first entry of 'Data' is read
    } else {
        Died((PPEER)SocketContext);
    }
    return STATUS_SUCCESS;
}

// ---------------------------------------------------------------- right

// All entries, and all MDLs of each; the offset counts for the first.
NTSTATUS WSKAPI CopyAll(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PPEER Peer = (PPEER)SocketContext;

    if (DataIndication == NULL) {
        Died(Peer);
        return STATUS_SUCCESS;
    }
    for (; DataIndication != NULL; DataIndication = DataIndication->Next) {
        PMDL Mdl = DataIndication->Buffer.Mdl;
        SIZE_T Offset = DataIndication->Buffer.Offset;
        SIZE_T Left = min(DataIndication->Buffer.Length, MOST);

        for (Peer->Length = 0; Mdl != NULL && Left > 0; Mdl = Mdl->Next) {
            PUCHAR Data = (PUCHAR)MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority | MdlMappingNoExecute);
            SIZE_T Part = min(Left, MmGetMdlByteCount(Mdl) - Offset);

            if (Data == NULL) {
                break;
            }
            RtlCopyMemory(Peer->Copy + Peer->Length, Data + Offset, Part);
            Peer->Length += Part;
            Left -= Part;
            Offset = 0;
        }
    }
    return STATUS_SUCCESS;
}

// What is no single MDL is left alone.
NTSTATUS WSKAPI OnlySingle(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PPEER Peer = (PPEER)SocketContext;

    if (DataIndication == NULL) {
        Died(Peer);
        return STATUS_SUCCESS;
    }
    for (; DataIndication != NULL; DataIndication = DataIndication->Next) {
        PUCHAR Data;

        if (DataIndication->Buffer.Mdl->Next != NULL || DataIndication->Buffer.Length > MOST) {
            continue;
        }
        Data = (PUCHAR)MmGetSystemAddressForMdlSafe(DataIndication->Buffer.Mdl, NormalPagePriority | MdlMappingNoExecute);
        if (Data != NULL) {
            RtlCopyMemory(Peer->Copy, Data + DataIndication->Buffer.Offset, DataIndication->Buffer.Length);
        }
    }
    return STATUS_SUCCESS;
}

// No more is read than the first MDL has.
static VOID PeekFirst(PPEER Peer, PWSK_DATA_INDICATION Data)
{
    PUCHAR From = (PUCHAR)MmGetSystemAddressForMdlSafe(Data->Buffer.Mdl, NormalPagePriority | MdlMappingNoExecute);
    SIZE_T Length = min(Data->Buffer.Length, MmGetMdlByteCount(Data->Buffer.Mdl) - Data->Buffer.Offset);

    if (From != NULL) {
        RtlCopyMemory(Peer->Copy, From + Data->Buffer.Offset, min(Length, MOST));
    }
}

// Only lengths are of interest.
NTSTATUS WSKAPI OnlyLengths(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                            SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (DataIndication == NULL) {
        Died((PPEER)SocketContext);
        return STATUS_SUCCESS;
    }
    ((PPEER)SocketContext)->Total += BytesIndicated;
    return STATUS_SUCCESS;
}

// The list is handed on, and what is behind it is the other's matter.
NTSTATUS WSKAPI HandsOn(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated,
                        SIZE_T *BytesAccepted)
{
    PPEER Peer = (PPEER)SocketContext;

    if (DataIndication == NULL) {
        Died(Peer);
        return STATUS_SUCCESS;
    }
    *BytesAccepted = CopyList(Peer, DataIndication);
    return STATUS_SUCCESS;
}

// The list is kept, and read later.
NTSTATUS WSKAPI Keeps(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated,
                      SIZE_T *BytesAccepted)
{
    PPEER Peer = (PPEER)SocketContext;

    if (DataIndication == NULL) {
        Died(Peer);
        return STATUS_SUCCESS;
    }
    Peer->Kept = DataIndication;
    return STATUS_PENDING;
}

// No more is taken than the first entry has: WSK keeps the rest.
NTSTATUS WSKAPI TakesFirst(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                           SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PPEER Peer = (PPEER)SocketContext;

    if (DataIndication == NULL) {
        Died(Peer);
        return STATUS_SUCCESS;
    }
    CopyBuffer(Peer, &DataIndication->Buffer);
    *BytesAccepted = DataIndication->Buffer.Length;
    return STATUS_SUCCESS;
}

// The driver's own buffer has the MDL that it was given.
static VOID ReadOwn(PPEER Peer, const WSK_BUF *Buffer)
{
    PUCHAR Data = (PUCHAR)MmGetSystemAddressForMdlSafe(Buffer->Mdl, NormalPagePriority | MdlMappingNoExecute);

    if (Data != NULL) {
        RtlCopyMemory(Peer->Copy, Data + Buffer->Offset, min(Buffer->Length, MOST));
    }
}

// The first byte stands in the first MDL, whatever follows, and the length is only counted.
static BOOLEAN IsHello(PPEER Peer, PWSK_DATA_INDICATION Data)
{
    PUCHAR From = (PUCHAR)MmGetSystemAddressForMdlSafe(Data->Buffer.Mdl, NormalPagePriority | MdlMappingNoExecute);

    InterlockedAdd64(&Peer->Datagrams, (LONG64)Data->Buffer.Length);
    return From != NULL && From[Data->Buffer.Offset] == 'H';
}

// ---------------------------------------------------------------- known misses

// Address and length are put into a structure, which another function reads.
VOID KnownMissByMembers(PPEER Peer, PUCHAR *Start, PWSK_DATA_INDICATION Data)
{
    *Start = (PUCHAR)MmGetSystemAddressForMdlSafe(Data->Buffer.Mdl, NormalPagePriority | MdlMappingNoExecute);
    Peer->Length = Data->Buffer.Length;
}

VOID Use(PPEER Peer, PWSK_DATA_INDICATION Data, const WSK_BUF *Buffer)
{
    PeekFirst(Peer, Data);
    ReadOwn(Peer, Buffer);
    Peer->Lines += IsHello(Peer, Data);
}

const WSK_CLIENT_DATAGRAM_DISPATCH CopyAsOneDispatch = { CopyAsOne };
const WSK_CLIENT_CONNECTION_DISPATCH ParseAsOneDispatch = { ParseAsOne, NULL, NULL };
const WSK_CLIENT_CONNECTION_DISPATCH CountByHelperDispatch = { CountByHelper, NULL, NULL };
const WSK_CLIENT_CONNECTION_DISPATCH ParseIndicatedDispatch = { ParseIndicated, NULL, NULL };
const WSK_CLIENT_DATAGRAM_DISPATCH FirstDatagramDispatch = { FirstDatagram };
const WSK_CLIENT_CONNECTION_DISPATCH FirstPartDispatch = { FirstPart, NULL, NULL };
const WSK_CLIENT_DATAGRAM_DISPATCH CopyAllDispatch = { CopyAll };
const WSK_CLIENT_DATAGRAM_DISPATCH OnlySingleDispatch = { OnlySingle };
const WSK_CLIENT_CONNECTION_DISPATCH OnlyLengthsDispatch = { OnlyLengths, NULL, NULL };
const WSK_CLIENT_CONNECTION_DISPATCH HandsOnDispatch = { HandsOn, NULL, NULL };
const WSK_CLIENT_CONNECTION_DISPATCH KeepsDispatch = { Keeps, NULL, NULL };
const WSK_CLIENT_CONNECTION_DISPATCH TakesFirstDispatch = { TakesFirst, NULL, NULL };
