import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constantOf } from '../../server/src/model/constants';
import { unitOf } from '../support/parse';

/** The constant that the first `return` of a source returns. */
function returned(source: string): ReturnType<typeof constantOf> {
  const unit = unitOf(source);
  const [statement] = unit.tree.descendants(unit.tree.root, 'return_statement');
  const [value] = statement === undefined ? [] : unit.tree.namedChildren(statement);
  assert.ok(value !== undefined, 'the source returns something');
  return constantOf(unit, value);
}

const expression = (text: string, before = '') => returned(`${before}\nint F(int p) { return ${text}; }`);

const KEEP = -1073741802;

test('literals are worth what C says', () => {
  const values = ['42', '0x10', '010', '0b101', '7UL', '0xFFull', "'a'", "'\\0'", "'\\n'"].map(
    (text) => expression(text)?.value,
  );
  assert.deepEqual(values, [42, 16, 8, 5, 7, 255, 97, 0, 10]);
});

test('a sign belongs to its number, with or without a space between', () => {
  const values = ['-1', '- 1', '+5', '-0', '-017', '-0x80000000L', '7-1', '7 -1'].map(
    (text) => expression(text)?.value,
  );
  assert.deepEqual(values, [-1, -1, 5, 0, -15, -0x80000000, 6, 6]);
});

test('floating-point numbers, strings and characters of several letters are no constants', () => {
  for (const text of ['1.5', '"a"', "'ksW'", '0x1FFFFFFFFFFFFFFFFF']) assert.equal(expression(text), undefined, text);
});

test('a status is a signed number, by name, by number and by cast', () => {
  assert.deepEqual(expression('STATUS_MORE_PROCESSING_REQUIRED'), {
    value: KEEP,
    name: 'STATUS_MORE_PROCESSING_REQUIRED',
  });
  assert.equal(expression('((NTSTATUS)0xC0000016L)')?.value, KEEP);
  assert.deepEqual(expression('StopCompletion'), { value: KEEP, name: 'StopCompletion' });
  assert.deepEqual(expression('STATUS_PENDING'), { value: 0x103, name: 'STATUS_PENDING' });
});

test('a status whose number nobody knows is a constant with a name', () => {
  assert.deepEqual(expression('STATUS_MY_DRIVER_IS_TIRED'), { name: 'STATUS_MY_DRIVER_IS_TIRED' });
  assert.deepEqual(expression('(NTSTATUS)(STATUS_MY_DRIVER_IS_TIRED)'), { name: 'STATUS_MY_DRIVER_IS_TIRED' });
  assert.deepEqual(expression('TIRED', '#define TIRED STATUS_MY_DRIVER_IS_TIRED'), {
    name: 'STATUS_MY_DRIVER_IS_TIRED',
  });
});

test('TRUE, FALSE and NULL are 1, 0 and 0', () => {
  assert.deepEqual(
    ['TRUE', 'FALSE', 'NULL', 'true', 'false'].map((text) => expression(text)?.value),
    [1, 0, 0, 1, 0],
  );
});

test('macros of the file are followed, one through another, with their operators', () => {
  const macros = `#define KEEP ((NTSTATUS)0xC0000016L) // stays
#define AGAIN (KEEP)
#define BIT(n) (1 << (n))
#define FLAGS (0x10 | \\
   1 << 5) /* and more */
#define SUM 1 + 2 * 3
#define OPTION SO_CONDITIONAL_ACCEPT
#define LAST (~0x0F)
`;
  assert.deepEqual(expression('AGAIN', macros), { value: KEEP, name: 'AGAIN' });
  assert.equal(expression('FLAGS', macros)?.value, 0x30);
  assert.equal(expression('SUM', macros)?.value, 7);
  assert.deepEqual(expression('OPTION', macros), { value: 0x3002, name: 'OPTION' });
  assert.equal(expression('LAST', macros)?.value, -16);
});

test('a macro of the file comes before a constant of that name in a header', () => {
  assert.equal(expression('STATUS_PENDING', '#define STATUS_PENDING 5')?.value, 5);
});

test('a macro that is no constant, that is defined by itself, or in two ways, is none', () => {
  assert.equal(expression('NOW', '#define NOW GetTime()'), undefined);
  assert.equal(expression('LOOP', '#define LOOP (LOOP + 1)'), undefined);
  assert.equal(expression('A', '#define A B\n#define B A'), undefined);
  assert.equal(expression('TWO', '#if DBG\n#define TWO 1\n#endif\n#define TWO 2'), undefined);
  assert.equal(expression('EMPTY', '#define EMPTY'), undefined);
});

test('enumerators count on from the last value', () => {
  const enumeration =
    'enum E { First, Second, Third = 7, Fourth, Status = STATUS_PENDING, Next, Unknown = Size(), After };';
  const values = ['First', 'Second', 'Third', 'Fourth', 'Status', 'Next', 'Unknown', 'After'].map(
    (name) => expression(name, enumeration)?.value,
  );
  assert.deepEqual(values, [0, 1, 7, 8, 0x103, 0x104, undefined, undefined]);
});

test('operators on constants make constants, and a cast cuts to its size', () => {
  const values = [
    '1 << 4 | 3',
    '-(2 + 3)',
    '~0',
    '(ULONG)-1',
    '(UCHAR)0x1FF',
    '(PVOID)0',
    '0x80000000 | 1',
    '7 / 2 % 2',
  ];
  assert.deepEqual(
    values.map((text) => expression(text)?.value),
    [19, -5, -1, 0xffffffff, 0xff, 0, 0x80000001, 1],
  );
  assert.equal(expression('1 / 0'), undefined);
});

test('variables are no constants, also where they hide one', () => {
  assert.equal(expression('p'), undefined);
  assert.equal(expression('p + 1'), undefined);
  assert.equal(returned('int F(int StopCompletion) { return StopCompletion; }'), undefined);
  assert.equal(returned('int F(void) { int STATUS_FOO = 1; return STATUS_FOO; }'), undefined);
});

test('a name that nobody knows is no constant', () => {
  assert.equal(expression('Whatever'), undefined);
  assert.equal(expression('MY_LIMIT'), undefined);
});

test('sizeof is worth what a 64-bit compiler says, of a type and of an expression', () => {
  const before = 'typedef struct { ULONG Value; PVOID Data; } MINE; ULONG on; PIRP irp; SIZE_T size; MINE mine;';
  const sizes: Readonly<Record<string, number | undefined>> = {
    'sizeof(ULONG)': 4,
    'sizeof(unsigned long)': 4,
    'sizeof(SIZE_T)': 8,
    'sizeof(PVOID)': 8,
    'sizeof(ULONG *)': 8,
    'sizeof(WSK_EVENT_CALLBACK_CONTROL)': 16,
    'sizeof(struct _SOCKADDR_IN6)': 28,
    'sizeof(on)': 4,
    'sizeof on': 4,
    'sizeof(&on)': 8,
    'sizeof(irp)': 8,
    'sizeof(size) + sizeof(on)': 12,
    'sizeof(mine.Value)': 4,
  };
  for (const [text, size] of Object.entries(sizes)) assert.equal(expression(text, before)?.value, size, text);
});

test('the size of an array, of a structure of the driver and of what nobody declares is not known', () => {
  const before = 'typedef struct { ULONG Value; } MINE; UCHAR bytes[16]; MINE mine;';
  for (const text of ['sizeof(bytes)', 'sizeof(MINE)', 'sizeof(mine)', 'sizeof(SOMETHING)', 'sizeof(*nobody)'])
    assert.equal(expression(text, before), undefined, text);
});

test('a variable that is named like a type is measured itself', () => {
  assert.equal(returned('int F(void) { PVOID BOOL; return sizeof(BOOL); }')?.value, 8);
});
