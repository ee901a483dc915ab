import { functions } from '../knowledge';
import {
  effectWords,
  irqlNames,
  resourceNames,
  soleResourceNames,
  tellableFacts,
  type EffectMember,
  type EffectName,
} from '../knowledge/effect-members';
import type { WrittenFunction, WrittenParameter } from '../knowledge/own-functions';
import type { ParameterRole, Resource } from '../knowledge/shape';

type Schema = Readonly<Record<string, unknown>>;

/** A name in C. */
const NAME = String.raw`^[A-Za-z_]\w*$`;

const name: Schema = { type: 'string', pattern: NAME };

const names: Schema = { type: 'array', items: name };

const object = (properties: Schema, required: readonly string[] = []): Schema => ({
  type: 'object',
  additionalProperties: false,
  properties,
  ...(required.length === 0 ? {} : { required }),
});

const FLOWS: Readonly<Record<NonNullable<WrittenParameter['flow']>, string>> = {
  in: 'The function leaves what the argument points at as it was.',
  out: 'It writes there, and does not look at what was there.',
  inout: 'It may read and write there. That is what is assumed where nothing is said.',
};

const ROLES: Readonly<Record<ParameterRole, string>> = {
  client: 'The client object of WSK.',
  socket: 'A socket of WSK.',
  irp: 'An IRP.',
  buffer: 'A WSK_BUF, or memory with data.',
  flags: 'Flags.',
  address: 'A transport address.',
  context: 'What a routine will be called with: it is kept.',
  routine: 'A routine of the driver. `type` says which, as PIO_COMPLETION_ROUTINE or PKDEFERRED_ROUTINE.',
  'inspect-id': 'The WSK_INSPECT_ID of a connection request.',
  registration: 'The WSK_REGISTRATION.',
  event: 'An event, or another object to wait for.',
  value: 'Anything else.',
};

const chosen = (words: Readonly<Record<string, string>>): Schema => ({
  type: 'string',
  enum: Object.keys(words),
  enumDescriptions: Object.values(words),
});

const parameterMembers: { readonly [Member in keyof Required<WrittenParameter>]: Schema } = {
  type: { type: 'string', description: 'As C spells it.' },
  flow: { ...chosen(FLOWS), description: 'What the function does with what the argument points at.' },
  role: { ...chosen(ROLES), description: 'What the parameter is.' },
  optional: { type: 'boolean', description: 'true: NULL, or 0, is allowed.' },
  about: { type: 'string', description: 'A sentence for the hover.' },
};

const irql: Schema = { type: 'string', enum: irqlNames };

const functionMembers: { readonly [Member in keyof Required<WrittenFunction>]: Schema } = {
  like: {
    type: 'string',
    enum: Object.keys(functions),
    description:
      'The function of WSK or of the kernel that it behaves like. Parameters of the same name mean the same; what speaks of one that is not there is left out. What else is said here stands over that.',
  },
  parameters: {
    type: ['array', 'object'],
    items: name,
    patternProperties: { [NAME]: { $ref: '#/definitions/parameter' } },
    additionalProperties: false,
    description: 'In the order of the prototype: their names, or by name what is known of each.',
  },
  returns: { type: 'string', description: 'The type that it returns, as C spells it.' },
  effects: {
    type: 'array',
    items: { $ref: '#/definitions/effect' },
    description: 'What a call does, in the order in which it happens. What is not said does not happen.',
  },
  keeps: { ...names, description: 'Parameters by which it gets what it keeps, or hands on, after it has returned.' },
  irql: {
    ...object({
      max: { ...irql, description: 'The highest IRQL at which it may be called.' },
      min: { ...irql, description: 'The lowest IRQL at which it may be called.' },
    }),
    description: 'The IRQL at which it may be called.',
  },
  about: { type: 'string', description: 'What it does, in a sentence for the hover.' },
};

/** The functions of the tables that give a resource back: they say best what is meant. */
const releasers = (resource: Resource): string => {
  const by = Object.entries(functions).flatMap(([each, api]) => {
    const effects: readonly { readonly effect: string; readonly resource?: string }[] =
      'effects' in api ? api.effects : [];
    return effects.some((effect) => effect.effect === 'releases' && effect.resource === resource) ? [each] : [];
  });
  return by.length === 0 ? '' : `Given back by ${by.slice(0, MOST_RELEASERS).join(', ')}.`;
};

const MOST_RELEASERS = 3;

const result: Schema = { type: 'string', pattern: NAME, defaultSnippets: [{ label: 'result', body: 'result' }] };

/** What can stand in each kind of member. */
const kinds: Readonly<Record<EffectMember['kind'], Schema>> = {
  object: result,
  parameter: name,
  'parameter or result': result,
  resource: { type: 'string', enum: resourceNames, enumDescriptions: resourceNames.map(releasers) },
  'sole resource': { type: 'string', enum: soleResourceNames },
  fact: chosen(tellableFacts),
  flag: { type: 'boolean' },
  held: { type: 'string', enum: ['pointee', 'Information'] },
  'constants by parameter': { type: 'object', patternProperties: { [NAME]: name }, additionalProperties: false },
  'source of pageable': {
    type: ['boolean', 'object'],
    properties: {
      kind: { ...name, description: 'The parameter that holds the kind of pool.' },
      as: { ...name, description: 'The parameter that points at the other memory.' },
    },
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
  },
  level: {
    type: ['string', 'object'],
    pattern: `^(?:${irqlNames.join('|')})$`,
    properties: { parameter: { ...name, description: 'The parameter that holds the IRQL.' } },
    additionalProperties: false,
    minProperties: 1,
    defaultSnippets: irqlNames.map((each) => ({ label: each, body: each })),
  },
};

function effectSchema(effect: EffectName): Schema {
  const { about, members } = effectWords[effect];
  const entries = Object.entries<EffectMember>(members);
  const properties = entries.map(([member, { kind, about: text }]): [string, Schema] => [
    member,
    { ...kinds[kind], description: text },
  ]);
  const required = entries.flatMap(([member, { optional }]) => (optional === true ? [] : [member]));
  return object({ effect: { const: effect, description: about }, ...Object.fromEntries(properties) }, [
    'effect',
    ...required,
  ]);
}

const effects = Object.keys(effectWords) as readonly EffectName[];

/** What `functions` of the settings file refers to. */
export const functionDefinitions = {
  effect: {
    type: 'object',
    required: ['effect'],
    discriminator: { propertyName: 'effect' },
    oneOf: effects.map(effectSchema),
  },
  parameter: object(parameterMembers),
  function: object(functionMembers),
};

/** The JSON Schema of `functions` in the settings file: what functions do whose body is out of sight, by their names. */
export const functionsSchema = {
  type: 'object',
  patternProperties: { [NAME]: { $ref: '#/definitions/function' } },
  additionalProperties: false,
  markdownDescription:
    'What functions do whose body is out of sight, or says too little: those of a library, or helpers of your own. ' +
    'What is said here stands over what a body shows. A function with nothing said of it (`{}`) may write what its arguments point at, and does nothing else.',
  description: 'What functions do whose body is out of sight, or says too little. It stands over what a body shows.',
  defaultSnippets: [
    { label: 'like another function', body: { '${1:Name}': { like: '$2' } } },
    {
      label: 'by its effects',
      body: { '${1:Name}': { parameters: ['$2'], effects: [{ effect: '$3' }] } },
    },
  ],
};
