import type { ApiFunction } from './shape';

/**
 * The parameters by which a function of the kernel gets something that it keeps, or hands on, after it has returned: a list
 * entry, what is put into a pointer that others read, an item that a thread will work on. What a parameter with the role
 * `context` is given is kept, too, and does not stand here.
 */
const kept: Readonly<Record<string, readonly string[]>> = {
  AppendTailList: ['ListToAppend'],
  ExInterlockedInsertHeadList: ['ListEntry'],
  ExInterlockedInsertTailList: ['ListEntry'],
  ExInterlockedPushEntryList: ['ListEntry'],
  ExInterlockedPushEntrySList: ['ListEntry'],
  ExQueueWorkItem: ['WorkItem'],
  ExSetTimer: ['Timer', 'Parameters'],
  InsertHeadList: ['Entry'],
  InsertTailList: ['Entry'],
  InterlockedCompareExchangePointer: ['Exchange'],
  InterlockedExchangePointer: ['Value'],
  InterlockedIncrement: ['Addend'],
  InterlockedPushEntrySList: ['ListEntry'],
  IoAllocateMdl: ['Irp'],
  IoCompleteRequest: ['Irp'],
  IoCsqInsertIrp: ['Irp', 'Context'],
  IoCsqInsertIrpEx: ['Irp', 'Context'],
  IofCompleteRequest: ['Irp'],
  IoInitializeWorkItem: ['IoWorkItem'],
  IoSetCancelRoutine: ['Irp'],
  KeInsertQueueDpc: ['Dpc', 'SystemArgument1', 'SystemArgument2'],
  KeSetCoalescableTimer: ['Timer', 'Dpc'],
  KeSetTimer: ['Timer', 'Dpc'],
  KeSetTimerEx: ['Timer', 'Dpc'],
  memcpy: ['src'],
  memmove: ['src'],
  NmrClientAttachProvider: ['ClientDispatch'],
  NmrRegisterClient: ['ClientCharacteristics'],
  ObfReferenceObject: ['Object'],
  ObReferenceObject: ['Object'],
  ObReferenceObjectWithTag: ['Object'],
  PushEntryList: ['Entry'],
  RtlCopyMemory: ['Source'],
  RtlMoveMemory: ['Source'],
  RtlRunOnceComplete: ['Context'],
  WritePointerNoFence: ['Value'],
  WritePointerRelease: ['Value'],
};

/**
 * Whether a function keeps, or hands on, what a parameter is given, beside what it is given as a context.
 * @param name By which the tables know the function.
 */
export const isKept = (name: string, { keeps }: Pick<ApiFunction, 'keeps'>, parameter: string): boolean =>
  keeps?.includes(parameter) === true || (Object.hasOwn(kept, name) && kept[name]?.includes(parameter) === true);
