import { defineRule, type Finding, type Rule, type RuleInfo } from '../../server/src/lint/rule';
import { rules } from '../../server/src/rules';
import type { Span } from '../../server/src/text/span';

/** The rules of which the tests of a project speak: others find fault with its short texts, too, and rightly. */
export const rulesOfProjects: readonly Rule[] = rules.filter(({ code }) =>
  ['WSK201', 'WSK501', 'WSK601', 'WSK602'].includes(code),
);

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
    remedy: 'Do not.',
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
