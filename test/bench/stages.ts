import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';

import { analyse } from '../../server/src/project/analyse';
import { lintUnit } from '../../server/src/lint/run';
import { defaultSettings } from '../../server/src/lint/settings';
import { readUnit } from '../../server/src/model/unit';
import { rules } from '../../server/src/rules';
import { maskText } from '../../server/src/syntax/mask';
import type { ParsedText, SourceParser } from '../../server/src/syntax/parser';
import type { Keystroke } from './edits';
import { figure, interleaved, timed, type Figure } from './measure';

const ROUNDS = { count: 20, warmUp: 5, budget: 12_000, atLeast: 3 };

/** What happens to a file that is opened, stage by stage; the first figure is the yardstick. */
export async function opening(parser: SourceParser, text: string): Promise<Figure[]> {
  const raw = await rawParser();
  const { masked } = maskText(text);
  const parsed = parser.parse(text);
  const tasks = [
    {
      name: 'raw parse',
      run: () => {
        raw(text);
      },
    },
    {
      name: 'parse of the masked text',
      run: () => {
        raw(masked);
      },
    },
    {
      name: 'masking',
      run: () => {
        maskText(text);
      },
    },
    {
      name: 'mask, parse and flatten',
      run: () => {
        parser.parse(text);
      },
    },
    {
      name: 'model and rules',
      run: () => {
        diagnose(parsed, text);
      },
    },
  ];
  const times = await interleaved(tasks, ROUNDS);
  const [, parse = [], mask = [], whole = []] = times;
  // The flat tree is not made alone: it is what is left of the whole, round by round.
  const flatten = whole.map((time, round) => time - (parse[round] ?? 0) - (mask[round] ?? 0));
  const figures = tasks.map(({ name }, index) => figure(name, times[index] ?? []));
  return [...figures.slice(0, 3), figure('flatten', flatten), ...figures.slice(3)];
}

/** The library by itself. */
export async function rawParser(): Promise<(text: string) => void> {
  await Parser.init();
  const parser = new Parser();
  const grammar = join(dirname(require.resolve('tree-sitter-c/package.json')), 'tree-sitter-c.wasm');
  parser.setLanguage(await Language.load(readFileSync(grammar)));
  return (text) => {
    parser.parse(text)?.delete();
  };
}

/** What it costs to bring the tree up to date at each edit, once the file is open. */
export async function editToTree(
  parser: SourceParser,
  text: string,
  keystrokes: readonly Keystroke[],
): Promise<Figure> {
  let parsed = parser.parse(text);
  const times: number[] = [];
  for (const { text: next } of keystrokes) {
    const parse = () => {
      parsed = parser.parse(next, { previous: parsed });
    };
    times.push(await timed(parse));
  }
  return figure('edit to tree', times);
}

function diagnose(parsed: ParsedText, text: string): void {
  lintUnit(analyse(readUnit({ path: 'driver.c', text, language: 'c' }, parsed)), rules, defaultSettings);
}
