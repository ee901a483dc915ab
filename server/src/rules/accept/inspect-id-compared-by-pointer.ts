import { c, defineRule, inspectIdComparisons, learn } from '../kit';

export default defineRule({
  code: 'WSK602',
  name: 'inspect-id-compared-by-pointer',
  category: 'accept',
  severity: 'error',
  since: '0.1.0',
  summary: 'Two inspect IDs are compared as pointers instead of by what they hold.',
  why: `
    The pointer that WskInspectEvent and WskAbortEvent are given is good for that one call.
    WSK may hand over the same inspect ID at another address, and another ID at the same address.
    A comparison of the pointers misses the connection that was dropped, and its inspection is completed later although it is gone.`,
  remedy: `
    Compare the members Key and SerialNumber of the two structures, each with its own.`,
  exceptions: `
    Comparing with NULL is right, and so is a pointer that walks through an array of the driver's own.`,
  related: {
    'inspect-id-pointer-kept': 'the structure is what counts, and not where it stands.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_abort_event'),
    learn.network('listening-for-and-accepting-incoming-connections'),
  ],
  bad: c`
    typedef struct _PENDING_INSPECTION {
        WSK_INSPECT_ID InspectID;
        BOOLEAN Dropped;
    } PENDING_INSPECTION, *PPENDING_INSPECTION;

    NTSTATUS WSKAPI AbortEvent(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
    {
        PPENDING_INSPECTION Pending = (PPENDING_INSPECTION)SocketContext;
        if (InspectID == &Pending->InspectID) {
            Pending->Dropped = TRUE;
        }
        return STATUS_SUCCESS;
    }
  `,
  good: c`
    typedef struct _PENDING_INSPECTION {
        WSK_INSPECT_ID InspectID;
        BOOLEAN Dropped;
    } PENDING_INSPECTION, *PPENDING_INSPECTION;

    NTSTATUS WSKAPI AbortEvent(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
    {
        PPENDING_INSPECTION Pending = (PPENDING_INSPECTION)SocketContext;
        if (InspectID->Key == Pending->InspectID.Key && InspectID->SerialNumber == Pending->InspectID.SerialNumber) {
            Pending->Dropped = TRUE;
        }
        return STATUS_SUCCESS;
    }
  `,

  query: inspectIdComparisons,

  *check({ at, sides, repaired }) {
    yield {
      at,
      message: `inspect IDs are compared as pointers (${sides.join(' and ')}), not by what they hold`,
      fix:
        repaired === undefined
          ? undefined
          : { title: 'Compare Key and SerialNumber', edits: [{ at, text: repaired }], safe: false },
    };
  },
});
