/** A macro of the WDK that stands for an expression of its arguments. */
export interface MacroMeaning {
  readonly parameters: readonly string[];
  readonly body: string;
}

/**
 * What macros of ntdef.h, wdm.h and ntifs.h stand for. Drivers use them without defining them, so no file
 * of theirs says it.
 */
export const macroMeanings: Readonly<Record<string, MacroMeaning>> = {
  FlagOn: { parameters: ['flags', 'bits'], body: '((flags) & (bits))' },
  BooleanFlagOn: { parameters: ['flags', 'bits'], body: '(((flags) & (bits)) != 0)' },
  SetFlag: { parameters: ['flags', 'bits'], body: '((flags) |= (bits))' },
  ClearFlag: { parameters: ['flags', 'bits'], body: '((flags) &= ~(bits))' },
  // A status is of one of four kinds, which its two highest bits tell.
  NT_INFORMATION: { parameters: ['status'], body: '(((ULONG)(status) >> 30) == 1)' },
  NT_WARNING: { parameters: ['status'], body: '(((ULONG)(status) >> 30) == 2)' },
  NT_ERROR: { parameters: ['status'], body: '(((ULONG)(status) >> 30) == 3)' },
};
