import { c, defineRule, learn, misuses, pathTo, placeOf } from '../kit';

export default defineRule({
  code: 'WSK105',
  name: 'deregister-before-cleanup',
  category: 'client',
  severity: 'error',
  since: 'unreleased',
  summary: 'WskDeregister is called before the release that it waits for, on the same path.',
  why: `
    WskDeregister does not return before each captured provider NPI has been released.
    A thread that releases it only afterwards, or not at all, waits for itself.
    It hangs in the kernel for good: the driver cannot be unloaded, and what the thread held stays held.`,
  remedy: `
    Close the sockets, then call WskReleaseProviderNPI, and WskDeregister last: undo in the opposite order.`,
  exceptions: `
    A release by another thread that is still running is right, and is not seen as long as this path does not capture the NPI itself.
    A capture that has failed leaves nothing to release.`,
  related: {
    'unload-without-deregister': 'what was registered is undone in the opposite order, and all of it.',
    'socket-never-closed': 'a socket that is still open at WskDeregister is told by `deregister-before-cleanup`.',
    'callback-waits-for-itself': 'WskDeregister waits: for the release of the provider, and for callbacks to return.',
  },
  sources: [
    learn.network('unregistering-a-winsock-kernel-application'),
    learn.ddi('wsk/nf-wsk-wskderegister'),
    learn.ddi('wsk/nf-wsk-wskreleaseprovidernpi'),
  ],
  bad: c`
    VOID Stop(PWSK_REGISTRATION Registration)
    {
        WskDeregister(Registration);
        WskReleaseProviderNPI(Registration);
    }
  `,
  good: c`
    VOID Stop(PWSK_REGISTRATION Registration)
    {
        WskReleaseProviderNPI(Registration);
        WskDeregister(Registration);
    }
  `,

  query: (analysis) => [
    ...misuses(analysis, { calls: ['WskDeregister'], object: 'WskRegistration', wrongIf: { has: ['captured'] } }),
    ...misuses(analysis, {
      calls: ['WskReleaseProviderNPI'],
      object: 'WskRegistration',
      wrongIf: { has: ['released'] },
    }),
  ],

  *check({ object, after, callee, at, use, through }, analysis) {
    if (callee === 'WskDeregister') {
      yield {
        at,
        message: `the provider NPI of '${object}' is still captured when ${through ?? 'this'} waits for its release`,
        related: pathTo(analysis, after, 'the provider NPI is captured here'),
      };
      return;
    }
    // The mistake is the deregistration that comes too early.
    const [early] = placeOf(analysis, after.at, 'here');
    yield {
      at: early?.path === analysis.unit.file.path ? early.at : at,
      message: `'${object}' is deregistered before its provider NPI is released, and waits for that release`,
      related: pathTo(analysis, use, 'the provider NPI is released here'),
    };
  },
});
