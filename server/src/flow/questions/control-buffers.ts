import type { ControlBuffer } from '../../knowledge/options';
import { POINTER_SIZE, typeSizes } from '../../knowledge/type-sizes';
import { controlRequest } from './control-request';
import type { Argument, SeenObject, Use } from '../summary/summary';
import { isZero } from '../state/terms';

/** A buffer of a control request that is not what the option or code takes or gives. */
export interface BufferMistake {
  readonly control: string;
  readonly side: 'Input' | 'Output';
  /** The argument that is wrong. */
  readonly marked: 'InputSize' | 'InputBuffer' | 'OutputSize' | 'OutputBuffer';
  readonly wanted: { readonly type: string; readonly size: number | undefined };
  readonly given:
    | { readonly is: 'nothing' }
    /** The size in bytes that is handed over, as the source spells it. */
    | { readonly is: 'size'; readonly text: string; readonly size: number }
    /** What the buffer points at. */
    | { readonly is: 'object'; readonly text: string; readonly type: string }
    /** The size is larger than what the buffer points at. */
    | { readonly is: 'overrun'; readonly text: string; readonly size: number; readonly type: string };
  /** What to write in the place of a size that is wrong in itself. */
  readonly repaired?: string | undefined;
}

interface Side {
  readonly side: BufferMistake['side'];
  readonly wanted: ControlBuffer;
  readonly size: Argument;
  readonly buffer: Argument;
}

/**
 * What is wrong with the buffers of a control request, by the table of options: undefined where nothing is, where it is
 * not known, and for a buffer of which the option has none.
 */
export function bufferMistake(use: Use): BufferMistake | undefined {
  const request = controlRequest(use);
  if (request?.name === undefined || request.control === undefined) return undefined;
  const { name: control, operation } = request;
  const wanted = { Input: request.control.input[operation], Output: request.control.output[operation] };
  for (const side of ['Input', 'Output'] as const) {
    const [size, buffer] = [use.arguments.get(`${side}Size`), use.arguments.get(`${side}Buffer`)];
    const one = wanted[side];
    if (one === undefined || size === undefined || buffer === undefined) continue;
    const found = sideMistake({ side, wanted: one, size, buffer });
    if (found !== undefined) return { control, side, ...found };
  }
  return undefined;
}

type Found = Omit<BufferMistake, 'control' | 'side'>;

function sideMistake(side: Side): Found | undefined {
  const object = side.buffer.behind?.object;
  const given = side.size.value.kind === 'number' ? side.size.value.value : undefined;
  if (given === undefined) return object && objectMistake(side, object);
  if (given === 0 && isNull(side.buffer)) return nothing(side);
  return sizeMistake(side, given, object) ?? (object && (objectMistake(side, object) ?? overrun(side, given, object)));
}

const isNull = ({ value }: Argument): boolean => isZero(value);

function nothing({ side, wanted }: Side): Found | undefined {
  const isAllowed = wanted.optional === true || (wanted.size === undefined && side === 'Output');
  return isAllowed ? undefined : { marked: `${side}Buffer`, wanted: wantedOf(wanted), given: { is: 'nothing' } };
}

function sizeMistake(side: Side, given: number, object: SeenObject | undefined): Found | undefined {
  const { wanted, size } = side;
  const want = wantedOf(wanted);
  if (want.size === undefined || given === want.size || hasRoom(side, given, want.size, object)) return undefined;
  const isOtherwiseRight = object === undefined || object.size === want.size;
  return {
    marked: `${side.side}Size`,
    wanted: want,
    given: { is: 'size', text: size.text, size: given },
    repaired: isOtherwiseRight ? wanted.size : undefined,
  };
}

/** A buffer with room to spare is no mistake, but a variable of another type is. */
function hasRoom({ side, wanted }: Side, given: number, want: number, object: SeenObject | undefined): boolean {
  if (given < want) return false;
  if (wanted.size === undefined) return true;
  return side === 'Output' && (object?.isAll !== true || object.size !== given);
}

function objectMistake({ side, wanted, buffer }: Side, object: SeenObject): Found | undefined {
  const want = wantedOf(wanted);
  const isWrong = wanted.type.startsWith('P') ? isNoPointer(object) : isPointerOrTooSmall(want, object);
  if (!isWrong) return undefined;
  return { marked: `${side}Buffer`, wanted: want, given: { is: 'object', text: buffer.text, type: object.type } };
}

/** What stands there is the descriptor itself, and no pointer to it. */
const isNoPointer = ({ isPointer, isAll, size, type }: SeenObject): boolean =>
  !isPointer && (type.endsWith('SECURITY_DESCRIPTOR') || (isAll && size !== undefined && size !== POINTER_SIZE));

const isPointerOrTooSmall = ({ size: want }: Found['wanted'], { isPointer, isAll, size }: SeenObject): boolean =>
  isAll && want !== undefined && (isPointer || (size !== undefined && size < want));

/** More is handed over than stands there, or less of an address than it has. */
function overrun({ side, wanted, size, buffer }: Side, given: number, object: SeenObject): Found | undefined {
  if (!object.isAll || object.size === undefined) return undefined;
  const isCut = object.type === 'SOCKADDR_IN6' && given < object.size;
  if (given <= object.size && !isCut) return undefined;
  const want = { type: isCut ? object.type : wanted.type, size: object.size };
  return {
    marked: `${side}Size`,
    wanted: want,
    given: isCut
      ? { is: 'size', text: size.text, size: given }
      : { is: 'overrun', text: buffer.text, size: given, type: object.type },
  };
}

/** The type and its size; the least that it can be where the size depends on the address family. */
const wantedOf = ({ type }: ControlBuffer): Found['wanted'] => ({
  type,
  size: type.startsWith('P') ? POINTER_SIZE : type === 'BOOLEAN' ? undefined : typeSizes[type],
});
