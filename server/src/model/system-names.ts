const PREFIXED =
  /^(?:Cc|Cm|Dbg|Etw|Ex|Flt|FsRtl|Fwpm|Fwps|Hal|Io|Kd|Ke|Mm|Ndis|Net|Nmr|Nt|Ob|Po|Ps|Rtl|Se|Wdf|Wmi|Wpp|Zw)[A-Z]/;
const OF_LISTS = /^(?:Append|Initialize|Insert|Is|Pop|Push|Remove|Interlocked)\w*(?:List|Entry|Head|Empty|Tail)/;
const OF_C =
  /^(?:_\w+|(?:mem|str|wcs|is|to)[a-z]+(?:_s)?|[vsnw_]*printf(?:_s)?|min|max|va_\w+|typeof|hton[sl]|ntoh[sl]|abs|offsetof)$/;
const OTHERS =
  /^(?:DoTraceMessage|Trace[A-Z]\w*|BitScan\w+|Interlocked\w+|InitializeObjectAttributes|(?:U?(?:Int|Long)|SizeT)\w+To\w+|[A-Z][A-Z0-9_]*)$/;

/**
 * Whether a function or macro looks like one of the kernel or the compiler. Any other that is not in sight may be part of
 * the driver: a library, or a file that the project does not have.
 */
export const isOfTheSystem = (name: string): boolean =>
  PREFIXED.test(name) || OF_LISTS.test(name) || OF_C.test(name) || OTHERS.test(name);
