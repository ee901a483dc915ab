import { defineRule, type Finding, type Rule, type RuleInfo } from '../../server/src/lint/rule';
import type { Span } from '../../server/src/text/span';

/** A rule for tests of the engine, which finds a name wherever the code holds it. */
export function wordRule(word: string, info: Partial<RuleInfo> = {}, more: Partial<Finding> = {}): Rule {
  return defineRule<Span>({
    code: 'WSK900',
    name: `${word}-is-written`,
    category: 'irql',
    severity: 'warning',
    since: '0.1.0',
    summary: `The word ${word} is written.`,
    why: 'Because.',
    exceptions: 'None.',
    sources: [],
    bad: `int ${word};\n`,
    good: 'int other;\n',
    ...info,
    query: ({ unit: { tree } }) =>
      tree
        .descendants(tree.root, 'identifier')
        .filter((node) => tree.textOf(node) === word)
        .map((node) => tree.span(node)),
    *check(at) {
      yield { at, message: `'${word}' is written here`, ...more };
    },
  });
}
