import { optional, reads, writes } from './parameters';
import { defineFunctions } from './shape';

/** What time it is. */
export const clockFunctions = defineFunctions({
  KeQuerySystemTime: {
    summary: 'Gets the system time.',
    returns: 'VOID',
    parameters: {
      CurrentTime: writes('PLARGE_INTEGER', 'value', 'Receives the time in units of 100 ns since 1601.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: '',
  },
  KeQuerySystemTimePrecise: {
    summary: 'Gets the system time, precisely.',
    returns: 'VOID',
    parameters: {
      CurrentTime: writes('PLARGE_INTEGER', 'value', 'Receives the time in units of 100 ns since 1601.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-kequerysystemtimeprecise',
  },
  KeQueryPerformanceCounter: {
    summary: 'Gets the performance counter.',
    returns: 'LARGE_INTEGER',
    parameters: {
      PerformanceFrequency: optional(writes('PLARGE_INTEGER', 'value', 'Receives the ticks in a second, or NULL.')),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-kequeryperformancecounter',
  },
  KeQueryInterruptTime: {
    summary: 'Gets the interrupt time in units of 100 ns.',
    returns: 'ULONGLONG',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-kequeryinterrupttime',
  },
  KeQueryTimeIncrement: {
    summary: 'Gets the length of a clock tick in units of 100 ns.',
    returns: 'ULONG',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-kequerytimeincrement',
  },
  RtlConvertLongToLargeInteger: {
    summary: 'Makes a 64-bit number of a 32-bit one.',
    returns: 'LARGE_INTEGER',
    parameters: {
      SignedInteger: reads('LONG', 'value', 'The number.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtlconvertlongtolargeinteger',
  },
  KeQueryTickCount: {
    summary: 'Gets the number of clock ticks since the start.',
    returns: 'VOID',
    parameters: {
      CurrentCount: writes('PLARGE_INTEGER', 'value', 'Receives the count.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-kequerytickcount',
  },
  KeQueryUnbiasedInterruptTime: {
    summary: 'Gets the interrupt time without the time of sleep, in units of 100 ns.',
    returns: 'ULONGLONG',
    parameters: {},
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-kequeryunbiasedinterrupttime',
  },
  KeQueryInterruptTimePrecise: {
    summary: 'Gets the interrupt time precisely, in units of 100 ns.',
    returns: 'ULONG64',
    parameters: {
      QpcTimeStamp: writes('PULONG64', 'value', 'Receives the performance counter at that moment.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    readsShared: true,
    page: 'wdm/nf-wdm-kequeryinterrupttimeprecise',
  },
  ExSystemTimeToLocalTime: {
    summary: 'Turns system time into local time.',
    returns: 'VOID',
    parameters: {
      SystemTime: reads('PLARGE_INTEGER', 'value', 'The time in units of 100 ns since 1601.'),
      LocalTime: writes('PLARGE_INTEGER', 'value', 'Receives the local time.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-exsystemtimetolocaltime',
  },
  RtlTimeToTimeFields: {
    summary: 'Takes a time apart into year, month, day and so on.',
    returns: 'VOID',
    parameters: {
      Time: reads('PLARGE_INTEGER', 'value', 'The time in units of 100 ns since 1601.'),
      TimeFields: writes('PTIME_FIELDS', 'value', 'Receives the parts of the time.'),
    },
    irql: { max: 'HIGH_LEVEL' },
    page: 'wdm/nf-wdm-rtltimetotimefields',
  },
});
