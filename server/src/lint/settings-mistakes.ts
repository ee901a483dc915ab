import Ajv, { type ErrorObject, type Options, type ValidateFunction } from 'ajv';

import { effectWords, irqlNames } from '../knowledge/effect-members';
import type { WrittenFunctions } from '../knowledge/own-functions';
import { functionMistakes, type SettingsMistake } from './function-mistakes';
import { nearestName } from './nearest';
import type { Rule } from './rule';
import { severitySettings } from './settings';
import { settingsSchema } from './settings-schema';

/** What a settings object holds that is not allowed, the first at each place, in the words of a person who wrote it. */
export function mistakesIn(value: unknown, rules: readonly Rule[]): readonly SettingsMistake[] {
  const validate = validatorFor(rules);
  validate(value);
  const mistakes = (validate.errors ?? []).map((error) => mistakeOf(error, rules));
  return [...mistakes, ...functionMistakes(rightFunctions(value, mistakes))];
}

/** It is made for one small text or two: what makes it better takes longer than it saves. A test holds the schema to be one. */
const QUICK: Options = { inlineRefs: false, code: { optimize: false }, validateSchema: false };

const validators = new WeakMap<readonly Rule[], ValidateFunction>();

/** To make one takes longer than to use it. */
function validatorFor(rules: readonly Rule[]): ValidateFunction {
  let validate = validators.get(rules);
  if (validate === undefined) {
    const ajv = new Ajv({ allErrors: true, strict: false, discriminator: true, verbose: true, ...QUICK });
    validators.set(rules, (validate = ajv.compile(settingsSchema(rules))));
  }
  return validate;
}

/** The functions in which nothing is wrong so far. */
function rightFunctions(value: unknown, mistakes: readonly SettingsMistake[]): WrittenFunctions {
  const functions = memberOf(value, 'functions');
  const wrong = new Set(mistakes.flatMap(({ path: [first, name] }) => (first === 'functions' ? [name] : [])));
  if (typeof functions !== 'object' || functions === null || wrong.has(undefined)) return {};
  return Object.fromEntries(Object.entries(functions).filter(([name]) => !wrong.has(name)));
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

function mistakeOf(error: ErrorObject, rules: readonly Rule[]): SettingsMistake {
  const path = pathOf(error);
  const params: Readonly<Record<string, unknown>> = error.params;
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      return { path: [...path, name], message: unknownName(path, name, { error, rules }), isName: true };
    }
    case 'discriminator':
      return params['error'] === 'mapping'
        ? { path: [...path, 'effect'], message: unlike('effect', String(params['tagValue']), Object.keys(effectWords)) }
        : { path, message: "an effect needs 'effect', which names it" };
    case 'required':
      return { path, message: `${subject(path, error)} needs '${String(params['missingProperty'])}'` };
    default:
      return { path, message: wrongValue(path, error) };
  }
}

function wrongValue(path: readonly string[], error: ErrorObject): string {
  const { keyword, message = 'is not allowed here' } = error;
  const where = path.join('.');
  const special = path[0] === 'functions' ? wrongInFunction(path, error) : undefined;
  if (special !== undefined) return special;
  switch (keyword) {
    case 'enum':
      return `the severity of '${path.at(-1) ?? ''}' must be one of ${severitySettings.join(', ')}`;
    case 'pattern':
      return `'${where}' must be the name of a macro, with () behind it where it takes arguments`;
    case 'minLength':
      return `'${where}' must not be empty`;
    default:
      return `${where === '' ? 'the settings' : `'${where}'`} ${message}`;
  }
}

/** What is wrong with a value below `functions`; undefined where it is of another type, or too much or too little. */
function wrongInFunction(path: readonly string[], { keyword, params, data }: ErrorObject): string | undefined {
  const last = path.at(-1) ?? '';
  const given = typeof data === 'string' ? data : JSON.stringify(data);
  if (keyword === 'enum') {
    const { allowedValues } = params as { readonly allowedValues: readonly string[] };
    return unlike(WHAT[last] ?? last, given, allowedValues);
  }
  if (keyword !== 'pattern') return undefined;
  return last === 'to' ? unlike('IRQL', given, irqlNames) : `'${given}' is no name in C`;
}

/** What the values of members are called. */
const WHAT: Readonly<Record<string, string>> = {
  like: 'function in the tables',
  max: 'IRQL',
  min: 'IRQL',
};

/** The names of the members that lead to what is wrong. */
const pathOf = ({ instancePath }: ErrorObject): readonly string[] =>
  instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

interface Unknown {
  readonly error: ErrorObject;
  readonly rules: readonly Rule[];
}

function unknownName(path: readonly string[], name: string, { error, rules }: Unknown): string {
  const [what, known] = path[0] === 'functions' ? namesInFunction(path, error) : namesAllowedIn(path, rules);
  if (known === undefined) return `'${name}' is no name of a ${what} in C`;
  const byCode = what === 'rule' ? rules.find(({ code }) => code.toLowerCase() === name.toLowerCase()) : undefined;
  return unlike(what, name, byCode === undefined ? known : [byCode.name], byCode !== undefined);
}

/** Says that there is no such thing, and what was most likely meant. */
function unlike(what: string, name: string, known: readonly string[], isMeant = false): string {
  const nearest = isMeant ? known[0] : nearestName(name, known);
  return `there is no ${what} named '${name}'${nearest === undefined ? '' : `; did you mean '${nearest}'?`}`;
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

/** What is named at a place below `functions`, and the names that there are; undefined for any name in C. */
function namesInFunction(
  path: readonly string[],
  error: ErrorObject,
): readonly [string, readonly string[] | undefined] {
  const member = path[2];
  if (path.length === 1) return ['function', undefined];
  if (path.length === 3 && member === 'parameters') return ['parameter', undefined];
  const { properties } = error.parentSchema as { readonly properties?: Readonly<Record<string, unknown>> };
  return [`member of ${path.length === 2 ? 'a function' : subject(path, error)}`, Object.keys(properties ?? {})];
}

/** What stands at a place, for a sentence. */
function subject(path: readonly string[], { data }: ErrorObject): string {
  const effect = memberOf(data, 'effect');
  if (typeof effect === 'string') return `the effect '${effect}'`;
  return path[0] === 'functions' ? `'${path.slice(2).join('.')}'` : `'${path.join('.')}'`;
}
