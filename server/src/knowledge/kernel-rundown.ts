import { changes, writes } from './parameters';
import { defineFunctions } from './shape';

/** Push locks and rundown protection. */
export const rundownFunctions = defineFunctions({
  ExInitializePushLock: {
    summary: 'Makes a push lock of the memory.',
    returns: 'VOID',
    parameters: {
      PushLock: writes('PEX_PUSH_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-exinitializepushlock',
  },
  ExAcquirePushLockExclusive: {
    summary: 'Takes a push lock for writing.',
    returns: 'VOID',
    parameters: {
      Lock: changes('PEX_PUSH_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-exacquirepushlockexclusive',
  },
  ExReleasePushLockExclusive: {
    summary: 'Releases a push lock that was taken for writing.',
    returns: 'VOID',
    parameters: {
      Lock: changes('PEX_PUSH_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-exreleasepushlockexclusive',
  },
  ExAcquirePushLockShared: {
    summary: 'Takes a push lock for reading.',
    returns: 'VOID',
    parameters: {
      Lock: changes('PEX_PUSH_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-exacquirepushlockshared',
  },
  ExReleasePushLockShared: {
    summary: 'Releases a push lock that was taken for reading.',
    returns: 'VOID',
    parameters: {
      Lock: changes('PEX_PUSH_LOCK', 'value', 'The lock.'),
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-exreleasepushlockshared',
  },
  ExInitializeRundownProtection: {
    summary: 'Makes rundown protection of the memory.',
    returns: 'VOID',
    parameters: {
      RunRef: writes('PEX_RUNDOWN_REF', 'value', 'The rundown reference.'),
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-exinitializerundownprotection',
  },
  ExAcquireRundownProtection: {
    summary: 'Takes rundown protection, unless rundown has begun.',
    returns: 'BOOLEAN',
    parameters: {
      RunRef: changes('PEX_RUNDOWN_REF', 'value', 'The rundown reference.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-exacquirerundownprotection',
  },
  ExReleaseRundownProtection: {
    summary: 'Releases rundown protection.',
    returns: 'VOID',
    parameters: {
      RunRef: changes('PEX_RUNDOWN_REF', 'value', 'The rundown reference.'),
    },
    irql: { max: 'DISPATCH_LEVEL' },
    page: 'wdm/nf-wdm-exreleaserundownprotection',
  },
  ExWaitForRundownProtectionRelease: {
    summary: 'Begins rundown, and waits until all protection is released.',
    returns: 'VOID',
    parameters: {
      RunRef: changes('PEX_RUNDOWN_REF', 'value', 'The rundown reference.'),
    },
    irql: { max: 'APC_LEVEL' },
    effects: [{ effect: 'waits' }],
    page: 'wdm/nf-wdm-exwaitforrundownprotectionrelease',
  },
  ExReInitializeRundownProtection: {
    summary: 'Makes rundown protection usable again.',
    returns: 'VOID',
    parameters: {
      RunRef: changes('PEX_RUNDOWN_REF', 'value', 'The rundown reference.'),
    },
    irql: { max: 'APC_LEVEL' },
    page: 'wdm/nf-wdm-exreinitializerundownprotection',
  },
});
