import { changes, reads } from './parameters';
import { defineFunctions } from './shape';

const sharedNumber = changes(
  'LONG volatile *',
  'value',
  'The number to change, which others may change at the same time.',
);

/** Interlocked operations. */
export const interlockedFunctions = defineFunctions({
  InterlockedIncrement: {
    summary: 'Adds one, and returns the result.',
    returns: 'LONG',
    parameters: {
      Addend: sharedNumber,
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedincrement',
  },
  InterlockedDecrement: {
    summary: 'Subtracts one, and returns the result.',
    returns: 'LONG',
    parameters: {
      Addend: sharedNumber,
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockeddecrement',
  },
  InterlockedIncrement64: {
    summary: 'Adds one, and returns the result.',
    returns: 'LONG64',
    parameters: {
      Addend: changes('LONG64 volatile *', 'value', 'The number to change, which others may change at the same time.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedincrement',
  },
  InterlockedDecrement64: {
    summary: 'Subtracts one, and returns the result.',
    returns: 'LONG64',
    parameters: {
      Addend: changes('LONG64 volatile *', 'value', 'The number to change, which others may change at the same time.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockeddecrement',
  },
  InterlockedAdd: {
    summary: 'Adds a number, and returns the result.',
    returns: 'LONG',
    parameters: {
      Addend: sharedNumber,
      Value: reads('LONG', 'value', 'What to add.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedexchangeadd',
  },
  InterlockedExchange: {
    summary: 'Sets a number, and returns the one before.',
    returns: 'LONG',
    parameters: {
      Target: sharedNumber,
      Value: reads('LONG', 'value', 'The new number.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedexchange',
  },
  InterlockedExchange64: {
    summary: 'Sets a number, and returns the one before.',
    returns: 'LONG64',
    parameters: {
      Target: changes('LONG64 volatile *', 'value', 'The number to change, which others may change at the same time.'),
      Value: reads('LONG64', 'value', 'The new number.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedexchange',
  },
  InterlockedExchangeAdd: {
    summary: 'Adds a number, and returns the one before.',
    returns: 'LONG',
    parameters: {
      Addend: sharedNumber,
      Value: reads('LONG', 'value', 'What to add.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedexchangeadd',
  },
  InterlockedExchangePointer: {
    summary: 'Sets a pointer, and returns the one before.',
    returns: 'PVOID',
    parameters: {
      Target: changes('PVOID volatile *', 'value', 'The pointer to change, which others may change at the same time.'),
      Value: reads('PVOID', 'value', 'The new pointer.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedexchangepointer',
  },
  InterlockedCompareExchange: {
    summary: 'Sets a number where it has a given value, and returns the one before.',
    returns: 'LONG',
    parameters: {
      Destination: sharedNumber,
      ExChange: reads('LONG', 'value', 'The new number.'),
      Comperand: reads('LONG', 'value', 'The value it must have had.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedcompareexchange',
  },
  InterlockedCompareExchange64: {
    summary: 'Sets a number where it has a given value, and returns the one before.',
    returns: 'LONG64',
    parameters: {
      Destination: changes(
        'LONG64 volatile *',
        'value',
        'The number to change, which others may change at the same time.',
      ),
      ExChange: reads('LONG64', 'value', 'The new number.'),
      Comperand: reads('LONG64', 'value', 'The value it must have had.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedcompareexchange',
  },
  InterlockedCompareExchangePointer: {
    summary: 'Sets a pointer where it has a given value, and returns the one before.',
    returns: 'PVOID',
    parameters: {
      Destination: changes(
        'PVOID volatile *',
        'value',
        'The pointer to change, which others may change at the same time.',
      ),
      Exchange: reads('PVOID', 'value', 'The new pointer.'),
      Comperand: reads('PVOID', 'value', 'The value it must have had.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedcompareexchangepointer',
  },
  InterlockedAnd: {
    summary: 'Clears bits, and returns the number before.',
    returns: 'LONG',
    parameters: {
      Destination: sharedNumber,
      Value: reads('LONG', 'value', 'The bits to keep.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedand',
  },
  InterlockedOr: {
    summary: 'Sets bits, and returns the number before.',
    returns: 'LONG',
    parameters: {
      Destination: sharedNumber,
      Value: reads('LONG', 'value', 'The bits to set.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedor',
  },
  InterlockedBitTestAndSet: {
    summary: 'Sets a bit, and returns the one before.',
    returns: 'BOOLEAN',
    parameters: {
      Base: sharedNumber,
      Bit: reads('LONG', 'value', 'Which bit, from 0.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  InterlockedBitTestAndReset: {
    summary: 'Clears a bit, and returns the one before.',
    returns: 'BOOLEAN',
    parameters: {
      Base: sharedNumber,
      Bit: reads('LONG', 'value', 'Which bit, from 0.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  InterlockedIncrement16: {
    summary: 'Adds one, and returns the result.',
    returns: 'SHORT',
    parameters: {
      Addend: changes('SHORT volatile *', 'value', 'The number to add one to.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  InterlockedDecrement16: {
    summary: 'Subtracts one, and returns the result.',
    returns: 'SHORT',
    parameters: {
      Addend: changes('SHORT volatile *', 'value', 'The number to subtract one from.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  InterlockedAdd64: {
    summary: 'Adds a number, and returns the result.',
    returns: 'LONG64',
    parameters: {
      Addend: changes('LONG64 volatile *', 'value', 'The number to add to.'),
      Value: reads('LONG64', 'value', 'What to add.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  InterlockedExchangeAdd64: {
    summary: 'Adds a number, and returns the one before.',
    returns: 'LONG64',
    parameters: {
      Addend: changes('LONG64 volatile *', 'value', 'The number to add to.'),
      Value: reads('LONG64', 'value', 'What to add.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  InterlockedXor: {
    summary: 'Turns bits round, and returns the number before.',
    returns: 'LONG',
    parameters: {
      Destination: changes('LONG volatile *', 'value', 'The number to change.'),
      Value: reads('LONG', 'value', 'The bits to turn round.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-interlockedxor',
  },
  InterlockedOr8: {
    summary: 'Sets bits, and returns the number before.',
    returns: 'CHAR',
    parameters: {
      Destination: changes('CHAR volatile *', 'value', 'The number to change.'),
      Value: reads('CHAR', 'value', 'The bits to set.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
  InterlockedCompareExchange16: {
    summary: 'Sets a number where it has a given value, and returns the one before.',
    returns: 'SHORT',
    parameters: {
      Destination: changes('SHORT volatile *', 'value', 'The number to change.'),
      ExChange: reads('SHORT', 'value', 'The new number.'),
      Comperand: reads('SHORT', 'value', 'The value it must have had.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: '',
  },
});
