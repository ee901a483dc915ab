import {
  effectWords,
  irqlNames,
  resourceNames,
  tellableFacts,
  type EffectMember,
  type EffectName,
} from '../src/knowledge/effect-members';

/** The effects, resources, facts and IRQLs that settings can name, for their page. */
export function effectsTable(): string {
  const effects = (Object.keys(effectWords) as EffectName[]).map((name) => {
    const { about, members } = effectWords[name];
    return `| \`${name}\` | ${about} | ${Object.entries<EffectMember>(members).map(memberText).join('<br>')} |`;
  });
  const facts = Object.entries(tellableFacts).map(([fact, about]) => `| \`${fact}\` | ${about} |`);
  return [
    [
      '| Effect | What happens | Members, of which those in parentheses may be left out |',
      '| --- | --- | --- |',
      ...effects,
    ],
    [`\`resource\` is one of ${listed(resourceNames)}.`],
    ['| `fact` | What it says |', '| --- | --- |', ...facts],
    [`An IRQL is one of ${listed(irqlNames)}.`],
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

const memberText = ([name, { optional, about }]: [string, EffectMember]): string =>
  `${optional === true ? `(\`${name}\`)` : `\`${name}\``}: ${about}`;

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
