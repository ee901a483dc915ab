/** What becomes of a word that the grammar of C does not know, or knows as something else. */
export type WordAction =
  | { readonly kind: 'erase' }
  /** With the parentheses behind it, if there are any. */
  | { readonly kind: 'erase with arguments' }
  | { readonly kind: 'replace'; readonly by: string }
  /** IN, OUT: a direction only where a type or a name follows. */
  | { readonly kind: 'direction' }
  /** OPTIONAL: an annotation only behind a parameter. */
  | { readonly kind: 'optional' }
  /** `try`: the keyword `by` where `before` follows, which is longer and takes the space around it. */
  | { readonly kind: 'exceptions'; readonly by: string; readonly before: '{' | '(' | ';' }
  /** `struct` before the type that a macro takes as an argument. */
  | { readonly kind: 'tag' }
  /** `__asm`: with its block, or the rest of its line. */
  | { readonly kind: 'assembly' };

const CALLING_CONVENTIONS = [
  'NTAPI WSKAPI WINAPI APIENTRY CALLBACK FASTCALL STDCALL CDECL PASCAL DDKAPI NTHALAPI NTKERNELAPI NTSYSAPI',
  'NTSYSCALLAPI FLTAPI FLT_API FSRTLAPI SCSIPORTAPI SCSIPORT_API STORPORTAPI STORPORT_API WDMAPI WDFAPI NDISAPI',
  'NETIOAPI_API_ __stdcall __cdecl __fastcall __thiscall __vectorcall _stdcall _cdecl _fastcall',
];

const DECLARATION_MACROS = [
  'DECLSPEC_IMPORT DECLSPEC_EXPORT DECLSPEC_NORETURN DECLSPEC_NOINLINE DECLSPEC_NOTHROW DECLSPEC_NOALIAS',
  'DECLSPEC_RESTRICT DECLSPEC_CACHEALIGN DECLSPEC_NOVTABLE DECLSPEC_DEPRECATED DECLSPEC_DEPRECATED_DDK',
  'UNALIGNED RESTRICTED_POINTER POINTER_32 POINTER_64 FAR NEAR __ptr32 __ptr64 __w64 __unaligned',
  'EXTERN_C_START EXTERN_C_END WPP_NOINLINE __RPC_FAR',
];

const MACROS_WITH_ARGUMENTS = [
  'DECLSPEC_ALIGN DECLSPEC_UUID DECLSPEC_ALLOCATE DECLSPEC_SELECTANY __declspec _declspec __pragma _Pragma',
  '__annotation __attribute__',
];

const REPLACEMENTS: Readonly<Record<string, string>> = {
  inline: 'FORCEINLINE CFORCEINLINE INLINE __INLINE __inline __forceinline _inline',
  extern: 'EXTERN_C EXTERN',
  const: 'CONST',
  volatile: 'VOLATILE',
  static: 'STATIC',
  register: 'REGISTER',
  while: 'WHILE',
};

const WORDS = new Map<string, WordAction>([
  ...entries(CALLING_CONVENTIONS, { kind: 'erase' }),
  ...entries(DECLARATION_MACROS, { kind: 'erase' }),
  ...entries(MACROS_WITH_ARGUMENTS, { kind: 'erase with arguments' }),
  ...Object.entries(REPLACEMENTS).flatMap(([by, words]) => entries([words], { kind: 'replace', by })),
  ...entries(['IN OUT INOUT'], { kind: 'direction' }),
  ...entries(['OPTIONAL'], { kind: 'optional' }),
  ...entries(['try TRY'], { kind: 'exceptions', by: '__try', before: '{' }),
  ...entries(['finally FINALLY'], { kind: 'exceptions', by: '__finally', before: '{' }),
  ...entries(['except EXCEPT'], { kind: 'exceptions', by: '__except', before: '(' }),
  ...entries(['leave LEAVE'], { kind: 'exceptions', by: '__leave', before: ';' }),
  ...entries(['struct union enum'], { kind: 'tag' }),
  ...entries(['__asm _asm'], { kind: 'assembly' }),
]);

function entries(words: readonly string[], action: WordAction): [string, WordAction][] {
  return words.flatMap((line) => line.split(' ')).map((word) => [word, action]);
}

/** The words of SAL 1, which stand before parameters and need no table of their own: `__in`, `__deref_out_opt`. */
const OLD_SAL = new RegExp(
  `^__(?:${[
    'in|out|inout|deref|drv|reserved|callback|range|bcount|ecount|xcount|byte|elem|part|field|struct|typefix',
    'success|checkReturn|format_string|control_entrypoint|data_entrypoint|kernel|user|allocator|analysis_assume',
    'analysis_noreturn|encoded|exceptthat|null|notnull|maybenull|nullterminated|nullnullterminated',
    'possibly_notnullterminated|pre|post|valid|notvalid|readonly|notreadonly|writableTo|readableTo|refparam',
    'fallthrough|override|on_failure|on_success|nonvolatile|blocksOn|bound|assume_bound|RPC__(?:in|out|inout|deref)',
  ].join('|')})(?:_\\w*)?$`,
);

/** The words of SAL 2: `_In_opt_`, `_IRQL_requires_max_`. One without a lower-case letter is a name like any other. */
const SAL = /^_[A-Z]\w*[a-z]\w*_$/;

/** Whether the word is an annotation of SAL, which may have arguments. */
export const isSal = (word: string): boolean => SAL.test(word) || (word.startsWith('__') && OLD_SAL.test(word));

/** Looks words up; knows a user's own macros beside the usual ones. */
export interface WordTable {
  /** Whether a word of that first character and length may be in the table: cheaper than to cut it out. */
  mayHold(first: number, length: number): boolean;
  actionOf(word: string): WordAction | undefined;
}

/** @param extraMacros names to erase; one that ends in `()` with its arguments. */
export function wordTable(extraMacros: readonly string[] = []): WordTable {
  if (extraMacros.length === 0) return (usual ??= tableOf(WORDS));
  const own = extraMacros.map((macro): [string, WordAction] =>
    macro.endsWith('()') ? [macro.slice(0, -2), { kind: 'erase with arguments' }] : [macro, { kind: 'erase' }],
  );
  return tableOf(new Map([...WORDS, ...own]));
}

let usual: WordTable | undefined;

function tableOf(words: ReadonlyMap<string, WordAction>): WordTable {
  /** For each first character, a bit for each length; 31 stands for all longer ones. */
  const lengths = new Int32Array(128);
  for (const word of words.keys()) {
    const first = word.charCodeAt(0);
    lengths[first] = (lengths[first] ?? 0) | (1 << Math.min(word.length, 31));
  }
  return {
    mayHold: (first, length) => ((lengths[first] ?? 0) & (1 << Math.min(length, 31))) !== 0,
    actionOf: (word) => words.get(word),
  };
}
