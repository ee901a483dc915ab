import { c, defineRule, invalidActions, learn } from '../kit';

export default defineRule({
  code: 'WSK605',
  name: 'inspect-action-invalid',
  category: 'accept',
  severity: 'error',
  since: 'unreleased',
  summary: 'An inspection ends in a value that is not an action allowed there.',
  why: `
    WSK reads the value as a WSK_INSPECT_ACTION, whatever type the driver meant.
    STATUS_SUCCESS is 0, and so is WskInspectReject: a callback that returns it refuses every connection.
    Other statuses are numbers that are no action at all, and nothing says what WSK does then.
    WskInspectComplete ends an inspection, and cannot put it off once more with WskInspectPend.`,
  remedy: `
    Return WskInspectAccept, WskInspectReject or WskInspectPend from the callback.
    Give WskInspectComplete one of the first two: a decision cannot be put off twice.`,
  exceptions: `
    The design guide writes InspectAccept, InspectReject and InspectPend.
    No header has these names; macros of the driver's own that map them are known where their header can be found.`,
  related: {
    'pended-inspection-never-finished': 'WskInspectPend puts a decision off once; WskInspectComplete makes it.',
  },
  sources: [
    learn.ddi('wsk/nc-wsk-pfn_wsk_inspect_event'),
    learn.ddi('wsk/nc-wsk-pfn_wsk_inspect_complete'),
    learn.ddi('wsk/ne-wsk-wsk_inspect_action'),
  ],
  bad: c`
    NTSTATUS FinishInspection(PWSK_SOCKET Listener, PWSK_INSPECT_ID InspectID, PIRP Irp)
    {
        return ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskInspectComplete(Listener, InspectID, TRUE, Irp);
    }
  `,
  good: c`
    NTSTATUS FinishInspection(PWSK_SOCKET Listener, PWSK_INSPECT_ID InspectID, PIRP Irp)
    {
        return ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskInspectComplete(Listener, InspectID, WskInspectAccept, Irp);
    }
  `,

  query: invalidActions,

  *check({ at, given, allowed, meant }) {
    yield {
      at,
      message: `'${given}' is no action here: use ${allowed.join(' or ')}`,
      fix: meant === undefined ? undefined : { title: `Use ${meant}`, edits: [{ at, text: meant }], safe: true },
    };
  },
});
