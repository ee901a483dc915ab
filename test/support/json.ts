/** A value of a JSON file, and where it stands there, for messages. */
export interface Place {
  readonly path: string;
  readonly value: unknown;
}

/**
 * The members of a list, or of the list that a member is.
 *
 * @throws Error that names the place where there is none.
 */
export function listOf(place: Place, name?: string): readonly Place[] {
  const { path, value } = name === undefined ? place : memberOf(place, name);
  if (!Array.isArray(value)) throw new Error(`${path}: this is to be a list`);
  return value.map((each: unknown, index) => ({ path: `${path}[${index}]`, value: each }));
}

/**
 * A text among the members of an object.
 *
 * @throws Error that names the place where there is none.
 */
export function textAt(place: Place, name: string): string {
  const text = optionalTextAt(place, name);
  if (text === undefined) throw new Error(`${place.path}.${name}: a text is missing`);
  return text;
}

/**
 * The same, or undefined where there is no such member.
 *
 * @throws Error that names the place where something else stands.
 */
export function optionalTextAt(place: Place, name: string): string | undefined {
  const { path, value } = memberOf(place, name);
  if (value !== undefined && typeof value !== 'string') throw new Error(`${path}: this is to be a text`);
  return value;
}

/**
 * A member of an object; its value is undefined where there is no such member.
 *
 * @throws Error that names the place where there is no object.
 */
export function memberOf({ path, value }: Place, name: string): Place {
  if (typeof value !== 'object' || value === null) throw new Error(`${path}: this is to be an object`);
  return { path: `${path}.${name}`, value: new Map<string, unknown>(Object.entries(value)).get(name) };
}
