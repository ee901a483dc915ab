/**
 * `npm run new-rule irp name-of-the-mistake`: a rule that finds nothing yet, and a fixture that expects it to.
 * Both fail the tests until they are written; so does the registry until `npm run generate` has run.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { categoryTitles } from '../src/lint/page';

const [category = '', name = ''] = process.argv.slice(2);
const rulePath = `server/src/rules/${category}/${name}.ts`;
const fixturePath = `test/rules/${category}/${name}.c`;

const RULE = `import { c, defineRule, learn } from '../kit';

export default defineRule({
  code: 'WSK000',
  name: '${name}',
  category: '${category}',
  severity: 'warning',
  since: 'unreleased',
  summary: '',
  why: '',
  remedy: '',
  exceptions: '',
  sources: [learn.network('')],
  bad: c\`
  \`,
  good: c\`
  \`,

  query: ({ unit }) => unit.functions,

  check: () => [],
});
`;

const FIXTURE = `#include <ntddk.h>
#include <wsk.h>

// Mark what the rule finds, on the line below it, from the first column on.
VOID Wrong(PWSK_SOCKET Socket)
{
    UNREFERENCED_PARAMETER(Socket);
//                         ^^^^^^ WSK000 the first words of the message
}

// Say why each look-alike is right.
VOID Right(PWSK_SOCKET Socket)
{
    UNREFERENCED_PARAMETER(Socket);
}
`;

function main(): void {
  const problem = usageProblem();
  if (problem !== undefined) {
    process.stderr.write(`${problem}\nUsage: npm run new-rule <category> <name-of-the-mistake>\n`);
    process.exitCode = 2;
    return;
  }
  for (const [path, text] of [
    [rulePath, RULE],
    [fixturePath, FIXTURE],
  ] as const) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  process.stdout.write(`Wrote ${rulePath} and ${fixturePath}.\nWrite them, then: npm run generate && npm run check\n`);
}

function usageProblem(): string | undefined {
  if (!Object.hasOwn(categoryTitles, category)) {
    return `There is no category '${category}'; it is one of ${Object.keys(categoryTitles).join(', ')}.`;
  }
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(name)) return `A rule's name is lower-case words with hyphens between them.`;
  return existsSync(rulePath) ? `${rulePath} is there already.` : undefined;
}

main();
