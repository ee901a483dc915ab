import { c, defineRule, firstPartsOnly, learn } from '../kit';

export default defineRule({
  code: 'WSK705',
  name: 'indication-taken-as-one-buffer',
  category: 'data',
  severity: 'warning',
  since: 'unreleased',
  summary: 'Received data is read as one buffer although it is a list of MDL chains.',
  why: `
    WSK indicates a list, and each entry of it is a chain of MDLs, as the network card has filled them.
    A mapped MDL ends where its own bytes end, and Length counts those of the whole chain.
    Who reads Length bytes from the first MDL reads kernel memory of somebody else, or stops the system with a bugcheck; the peer decides when.
    Who never looks at the next entry loses what stands there, and nobody notices on an idle network.`,
  remedy: `
    Go through the list by Next; in each entry go through the MDL chain by Next from Buffer.Mdl, at Buffer.Offset for the first, for Buffer.Length bytes in all.`,
  exceptions: `
    A callback that looks at Next, or at the byte count of the MDL, is taken to know what it does, and so is one that hands the list on.
    Where the peer and the adapter are known to deliver one MDL at a time, test that, and refuse anything else.`,
  sources: [
    learn.ddi('wsk/ns-wsk-_wsk_data_indication'),
    learn.ddi('wsk/ns-wsk-_wsk_datagram_indication'),
    learn.ddi('wsk/ns-wsk-_wsk_buf'),
  ],
  bad: c`
    typedef struct _METER {
        UCHAR Last[512];
        BOOLEAN Dead;
    } METER, *PMETER;

    NTSTATUS WSKAPI ReceiveFromEvent(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
    {
        PMETER Meter = (PMETER)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        if (DataIndication == NULL) {
            Meter->Dead = TRUE;
            return STATUS_SUCCESS;
        }
        for (; DataIndication != NULL; DataIndication = DataIndication->Next) {
            PUCHAR Data = (PUCHAR)MmGetSystemAddressForMdlSafe(DataIndication->Buffer.Mdl, NormalPagePriority | MdlMappingNoExecute);

            if (Data != NULL && DataIndication->Buffer.Length <= sizeof(Meter->Last)) {
                RtlCopyMemory(Meter->Last, Data + DataIndication->Buffer.Offset, DataIndication->Buffer.Length);
            }
        }
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_DATAGRAM_DISPATCH DatagramDispatch = { ReceiveFromEvent };
  `,
  good: c`
    typedef struct _METER {
        UCHAR Last[512];
        BOOLEAN Dead;
    } METER, *PMETER;

    NTSTATUS WSKAPI ReceiveFromEvent(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
    {
        PMETER Meter = (PMETER)SocketContext;

        UNREFERENCED_PARAMETER(Flags);
        if (DataIndication == NULL) {
            Meter->Dead = TRUE;
            return STATUS_SUCCESS;
        }
        for (; DataIndication != NULL; DataIndication = DataIndication->Next) {
            PMDL Mdl = DataIndication->Buffer.Mdl;
            SIZE_T Offset = DataIndication->Buffer.Offset;
            SIZE_T Left = min(DataIndication->Buffer.Length, sizeof(Meter->Last));
            SIZE_T Done = 0;

            for (; Mdl != NULL && Left > 0; Mdl = Mdl->Next) {
                PUCHAR Data = (PUCHAR)MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority | MdlMappingNoExecute);
                SIZE_T Part = min(Left, MmGetMdlByteCount(Mdl) - Offset);

                if (Data == NULL) {
                    break;
                }
                RtlCopyMemory(Meter->Last + Done, Data + Offset, Part);
                Done += Part;
                Left -= Part;
                Offset = 0;
            }
        }
        return STATUS_SUCCESS;
    }

    const WSK_CLIENT_DATAGRAM_DISPATCH DatagramDispatch = { ReceiveFromEvent };
  `,

  query: firstPartsOnly,

  *check({ node, more, list }, { unit: { tree } }) {
    yield {
      at: tree.span(node),
      message:
        more === 'MDLs'
          ? `'${tree.textOf(node)}' is read as one buffer, but may be the first of several MDLs: go through its Next`
          : `only the first entry of '${list ?? ''}' is read, and there may be more: go through '${list ?? ''}->Next'`,
    };
  },
});
