import { filledIn, type Snippet } from '../../server/src/snippets';

/**
 * A file of driver C that holds one snippet with its defaults, after declarations of what it expects. What goes into a
 * function stands in one, what goes into a table in one of its type.
 */
export function sourceWith(snippet: Snippet): string {
  const before = ['#include <ntddk.h>', '#include <wsk.h>', '', ...(snippet.needs ?? []), ''].join('\n');
  return `${before}\n${placed(snippet)}\n`;
}

function placed(snippet: Snippet): string {
  const text = [filledIn(snippet).trimEnd(), ...(snippet.then ?? [])].join('\n');
  if (snippet.context === 'file') return text;
  const indented = text.replaceAll(/^(?=.)/gm, '    ');
  return snippet.context === 'body'
    ? `NTSTATUS Function(VOID)\n{\n${indented}\n\n    return STATUS_SUCCESS;\n}`
    : `const ${snippet.initialises ?? ''} Table = {\n${indented}\n};`;
}
