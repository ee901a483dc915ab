import type { ErrorObject } from 'ajv';

import { nearestName } from './nearest';
import type { Rule } from './rule';
import { severitySettings } from './settings';
import { settingsSchema } from './settings-schema';

/** Says in a sentence what is wrong with a setting, in the words of a person who wrote it. */
export function describe(mistake: ErrorObject, rules: readonly Rule[]): string {
  const path = pathOf(mistake);
  const where = path.join('.');
  const unknown = unknownProperty(mistake);
  if (unknown !== undefined) return unknownNameMessage(path, unknown, rules);
  switch (mistake.keyword) {
    case 'enum':
      return `the severity of '${path.at(-1) ?? ''}' must be one of ${severitySettings.join(', ')}`;
    case 'pattern':
      return `'${where}' must be the name of a macro, with () behind it where it takes arguments`;
    case 'minLength':
      return `'${where}' must not be empty`;
    default:
      return `${where === '' ? 'the settings' : `'${where}'`} ${mistake.message ?? 'is not allowed here'}`;
  }
}

/** The names of the members that lead to what is wrong. */
export const pathOf = ({ instancePath }: ErrorObject): string[] =>
  instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The name of a member that there is not, where that is what is wrong. */
export function unknownProperty({ keyword, params }: ErrorObject): string | undefined {
  if (keyword !== 'additionalProperties') return undefined;
  return String((params as { readonly additionalProperty?: unknown }).additionalProperty);
}

function unknownNameMessage(path: readonly string[], name: string, rules: readonly Rule[]): string {
  const [what, known] = namesAllowedIn(path, rules);
  const byCode = what === 'rule' ? rules.find(({ code }) => code.toLowerCase() === name.toLowerCase()) : undefined;
  const nearest = byCode?.name ?? nearestName(name, known);
  const hint = nearest === undefined ? '' : `; did you mean '${nearest}'?`;
  return `there is no ${what} named '${name}'${hint}`;
}

function namesAllowedIn(path: readonly string[], rules: readonly Rule[]): readonly [string, readonly string[]] {
  const { properties, definitions } = settingsSchema(rules);
  switch (path.at(-1)) {
    case 'rules':
      return ['rule', rules.map((rule) => rule.name)];
    case 'categories':
      return ['category', Object.keys(definitions.categories.properties)];
    case undefined:
      return ['setting', Object.keys(properties)];
    default:
      return ['setting', Object.keys(properties.overrides.items.properties)];
  }
}
