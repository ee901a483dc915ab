import type { SourceParser } from '../syntax/parser';
import { checkText } from './check';
import type { Fix, Rule } from './rule';
import { defaultSettings } from './settings';

/** The fixes that a rule offers for its bad example, in the order of its findings. */
export function fixesOfExample(rule: Rule, parser: SourceParser): readonly Fix[] {
  const { findings } = checkText(
    { path: `${rule.name}.c`, text: rule.bad, language: 'c' },
    [rule],
    defaultSettings,
    parser,
  );
  return findings.flatMap(({ fix }) => fix ?? []);
}
