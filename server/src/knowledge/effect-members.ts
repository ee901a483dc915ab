import type { Effect, Fact, Irql, Resource, SoleResource } from './shape';

export type EffectName = Effect['effect'];

/** What can stand in a member of an effect. */
export type MemberKind =
  /** A parameter, or `result`. */
  | 'object'
  | 'parameter'
  | 'parameter or result'
  | 'resource'
  | 'sole resource'
  | 'fact'
  | 'flag'
  | 'held'
  | 'constants by parameter'
  | 'source of pageable'
  | 'level';

export interface EffectMember {
  readonly kind: MemberKind;
  readonly optional?: true;
  /** Says in a sentence what it means, to those who write an effect. */
  readonly about: string;
}

type EffectOf<Name extends EffectName> = Extract<Effect, { effect: Name }>;

/** The members that only some of the effects of a name have, too. */
type KeysOf<One> = One extends unknown ? Exclude<keyof One, 'effect'> : never;

interface EffectWords<Name extends EffectName> {
  readonly about: string;
  /** Typed by the effect itself: a member that is missing here, or is none, does not compile. */
  readonly members: Readonly<Record<KeysOf<EffectOf<Name>>, EffectMember>>;
}

const resource: EffectMember = { kind: 'resource', about: 'What it is that is acquired or given back.' };
const soleResource: EffectMember = { kind: 'sole resource', about: 'What the thread or the system has one of only.' };
const fact: EffectMember = { kind: 'fact', about: 'What is known of the object from here on.' };
const object = (about: string): EffectMember => ({ kind: 'object', about });
const parameter = (about: string): EffectMember => ({ kind: 'parameter', optional: true, about });
const flag = (about: string): EffectMember => ({ kind: 'flag', optional: true, about });

/** All effects with their members, for those who write effects of their own functions. */
export const effectWords: { readonly [Name in EffectName]: EffectWords<Name> } = {
  acquires: {
    about: 'The object is acquired, and must be given back by a function that releases the same resource.',
    members: {
      object: object('The parameter that is, or `result`.'),
      resource,
      mayFail: flag('The result is NULL, FALSE or a failure where nothing was acquired.'),
      held: {
        kind: 'held',
        optional: true,
        about:
          'Where the object is found, if it is not the argument itself: stored where the argument points, or in IoStatus.Information of the IRP.',
      },
      when: parameter('The parameter that is FALSE where nothing is acquired.'),
      pageable: {
        kind: 'source of pageable',
        optional: true,
        about: 'Whether the memory may be paged out: true, by the kind of pool in a parameter, or as other memory is.',
      },
    },
  },
  releases: {
    about: 'The object is given back, and must not be used after.',
    members: { object: object('The parameter that is given back.'), resource },
  },
  enters: {
    about: 'The thread is in a critical region, or holds the lock of the system, from here on.',
    members: { resource: soleResource },
  },
  leaves: { about: 'That ends.', members: { resource: soleResource } },
  waits: {
    about: 'Other code runs before the call returns: for an object until it is signaled, or for a time.',
    members: {
      object: { ...object('The parameter that is waited for; none for a sleep or a lock.'), optional: true },
      timeout: parameter(
        'The parameter that is NULL where the wait has no end but the object. Without it there is none.',
      ),
      alertable: parameter('The parameter that, where it is TRUE, lets an APC end the wait.'),
      mode: parameter('The parameter that, where it is UserMode, lets an APC end the wait.'),
    },
  },
  signals: {
    about: 'The event is signaled from here on.',
    members: {
      object: object('The parameter that is the event.'),
      unless: parameter('The parameter that is TRUE where the event is cleared instead.'),
      type: parameter('The parameter that says which EVENT_TYPE the event becomes.'),
    },
  },
  clears: {
    about: 'The event is not signaled from here on.',
    members: {
      object: object('The parameter that is the event.'),
      unless: parameter('The parameter that is TRUE where the event is signaled instead.'),
      type: parameter('The parameter that says which EVENT_TYPE the event becomes.'),
    },
  },
  raises: {
    about: 'The processor runs at this IRQL from here on.',
    members: {
      to: { kind: 'level', about: 'The IRQL, or the parameter that holds it.' },
      saves: {
        kind: 'parameter or result',
        optional: true,
        about: 'Where the IRQL before is kept: behind a parameter, or in `result`.',
      },
    },
  },
  restores: {
    about: 'The processor runs at an IRQL again that was kept.',
    members: { from: { kind: 'parameter', about: 'The parameter that holds the IRQL, or points at it.' } },
  },
  makes: {
    about: 'The object is new.',
    members: {
      object: object('The parameter that it is, or `result`.'),
      fact,
      mayFail: flag('It is NULL where the call has failed.'),
    },
  },
  marks: {
    about: 'Something is known of the object from here on.',
    members: {
      object: object('The parameter that it is, or `result`.'),
      fact,
      unlessFailed: flag('Not if the call, or its IRP, completes with a failure.'),
      where: {
        kind: 'constants by parameter',
        optional: true,
        about: 'Only in calls that give these parameters these constants.',
      },
      nonZero: parameter('Only where this parameter points at a number that is not 0.'),
    },
  },
  installs: {
    about: 'The routine will be called when the IRP completes.',
    members: {
      object: object('The parameter that is the IRP.'),
      routine: { kind: 'parameter', about: 'The parameter that is the routine.' },
      context: { kind: 'parameter', about: "The parameter that is the routine's context." },
    },
  },
  resets: {
    about: 'The IRP loses its completion routine and its state.',
    members: { object: object('The parameter that is the IRP.') },
  },
  submits: {
    about:
      'The IRP is handed on to another driver. A function that hands it to WSK behaves like the function of WSK that it calls.',
    members: { object: object('The parameter that is the IRP.') },
  },
  ends: { about: 'The call does not return.', members: {} },
};

/** All resources; a name that is missing does not compile. */
const RESOURCES: Readonly<Record<Resource, true>> = {
  IRP: true,
  MDL: true,
  'locked pages': true,
  mapping: true,
  pool: true,
  'lookaside list': true,
  'lookaside entry': true,
  socket: true,
  registration: true,
  'provider NPI': true,
  'provider characteristics': true,
  'address information': true,
  indication: true,
  'security descriptor': true,
  'work item': true,
  handle: true,
  reference: true,
  'remove lock': true,
  'rundown protection': true,
  'spin lock': true,
  mutex: true,
  'resource lock': true,
  'push lock': true,
  'critical region': true,
  'cancel spin lock': true,
  'NMR registration': true,
  'NMR binding': true,
  string: true,
};

export const resourceNames = Object.keys(RESOURCES) as readonly Resource[];

const SOLE: Readonly<Record<SoleResource, true>> = { 'critical region': true, 'cancel spin lock': true };

export const soleResourceNames = Object.keys(SOLE) as readonly SoleResource[];

/** From low to high. */
export const irqlNames: readonly Irql[] = ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL', 'HIGH_LEVEL'];

/** What a call can make known of an object. The other facts are what the engine concludes by itself. */
export const tellableFacts = {
  own: 'An IRP that this driver made, and must not let go on.',
  foreign: 'An IRP that another driver made and sent here.',
  bound: 'A socket that has a local transport address.',
  connected: 'A socket that was connected, or accepted.',
  conditional: 'A listening socket that asks WskInspectEvent about each connection request.',
  'has-socket': 'A client that has created a socket.',
  'has-routine': 'An IRP whose completion routine was set.',
  'maybe-null': 'What may be NULL: whoever uses it has to look first.',
  'given-up': 'A pending IRP that was cancelled.',
  pageable: 'Memory that may be paged out, or an MDL that describes such memory.',
} as const satisfies Partial<Record<Fact, string>>;
