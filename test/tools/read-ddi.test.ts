import assert from 'node:assert/strict';
import test from 'node:test';
import { readControlPage } from '../../server/tools/control-page';
import { readDdiPage } from '../../server/tools/ddi-page';
import { readPages, type Repository } from '../../server/tools/read-ddi';

const page = `---
title: PFN_WSK_WAVE (wsk.h)
req.irql: <= DISPATCH_LEVEL
req.target-min-winverclnt: Available in   Windows 7.
---
# PFN_WSK_WAVE callback function
## -description
Waves.
## -parameters
### -param Socket [in]
Who waves.
### -param Flags [in]
How, see <a href="x">there</a>.
#### WSK_FLAG_BOTH_HANDS
With both.
#### Remarks
None.
### -param Mood [In_reads_opt_]
<dl><dt><b>WSK_FLAG_GLAD</b></dt></dl>
### -param Reply [out, optional]
### -param Irp [in, out]
### -param Reserved
## -returns
<dl><dt><b>STATUS_SUCCESS</b></dt></dl>
<dt><b><b>STATUS_PENDING</b></b></dt>
<dt><b>Other status codes</b></dt>
## -see-also
`;

test('a page of a function gives its level, its parameters and its return codes', () => {
  const read = readDdiPage(page.replaceAll('\n', '\r\n'));
  assert.equal(read.title, 'PFN_WSK_WAVE');
  assert.equal(read.irql, '<= DISPATCH_LEVEL');
  assert.equal(read.since, 'Available in Windows 7.');
  assert.deepEqual(read.returns, ['STATUS_SUCCESS', 'STATUS_PENDING']);
  assert.deepEqual(
    read.parameters.map(({ name, direction, optional, values }) => [name, direction, optional, values]),
    [
      ['Socket', 'in', false, []],
      ['Flags', 'in', false, ['WSK_FLAG_BOTH_HANDS']],
      ['Mood', 'in', true, ['WSK_FLAG_GLAD']],
      ['Reply', 'out', true, []],
      ['Irp', 'inout', false, []],
      ['Reserved', 'not given', false, []],
    ],
  );
});

const structure = (title: string, field: string): string => `---
title: "${title} (wsk.h)"
---
## -struct-fields
### -field ${field}
See <a href="/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_wave">there</a>.
`;

test('a page of a structure gives its members and the functions they lead to', () => {
  assert.deepEqual(readDdiPage(structure('_WSK_HAND', 'WskWave')).members, [
    { name: 'WskWave', leadsTo: ['nc-wsk-pfn_wsk_wave'] },
  ]);
});

const row = (parameter: string, value: string): string =>
  `<tr class="odd">\n<td><p><em>${parameter}</em></p></td>\n<td><p>${value}</p></td>\n</tr>\n`;

test('a page of an option gives a request for each of its tables, and whether it takes an IRP', () => {
  const set = `<table>${row('RequestType', '<strong>WskSetOption</strong>')}${row('ControlCode', 'SO_HAND')}${row('Level', 'SOL_SOCKET')}${row('InputSize', 'sizeof( ULONG )')}${row('OutputSize', '0')}${row('OutputSizeReturned', 'NULL')}</table>`;
  const versions = `<table>${row('Version', 'Windows 7')}</table>`;
  const text = `---\ntitle: SO\\_HAND\n---\n${set}\nA driver must specify a pointer to\nan IRP.\n${versions}`;
  assert.deepEqual(readControlPage(text), {
    name: 'SO_HAND',
    requests: [
      {
        operation: 'WskSetOption',
        level: 'SOL_SOCKET',
        inputSize: 'sizeof(ULONG)',
        outputSize: '0',
        returnsSize: false,
      },
    ],
    irp: 'required',
  });
});

test('a page of a control code with a paragraph for each parameter is read as well', () => {
  const text = [
    '---\ntitle: WSK_HAND control code\n---',
    '*ControlCode* \\[in\\]  \nUse **WSK\\_HAND** for this operation.\n',
    '*OutputSize* \\[in\\]  \nThe size of the buffer.\n',
    '*OutputSizeReturned*  \nUse **NULL** for this operation.\n',
    'The *Irp* parameter must be **NULL** here.',
  ].join('\n');
  assert.deepEqual(readControlPage(text), {
    name: 'WSK_HAND',
    requests: [
      {
        operation: 'WskControlClient',
        level: undefined,
        inputSize: '0',
        outputSize: 'chosen by the caller',
        returnsSize: false,
      },
    ],
    irp: 'NULL',
  });
});

/** A repository in memory in which every page exists, and those of the folder of wsk.h are the given ones. */
const repository = (files: Readonly<Record<string, string>>): Repository => ({
  commit: 'none',
  list: (folder) => Object.keys(files).filter((path) => path.startsWith(folder)),
  read: (path) => files[path] ?? '',
});

test('a function belongs to the structures that lead to its page, and is a callback where those are of the client', () => {
  const folder = 'wdk-ddi-src/content/wsk/';
  const read = (table: string) =>
    readPages(
      repository({
        [`${folder}nc-wsk-pfn_wsk_wave.md`]: page,
        [`${folder}ns-wsk-_wsk_hand.md`]: structure(table, 'WskWaveHand'),
        [`${folder}index.md`]: '',
      }),
      repository({}),
    );
  assert.deepEqual(
    read('_WSK_PROVIDER_HAND').functions.map(({ name, typedef, tables }) => [name, typedef, tables]),
    [['WskWaveHand', 'PFN_WSK_WAVE', ['WSK_PROVIDER_HAND']]],
  );
  assert.deepEqual(
    read('_WSK_CLIENT_HAND').callbacks.map(({ name }) => name),
    ['WskWaveHand'],
  );
});

test('a page that a table leads to and that is not there stops the reading, and is named', () => {
  const nothing: Repository = { commit: 'none', list: () => [], read: () => undefined };
  assert.throws(() => readPages(nothing, nothing), /leads from \w+ to .*, which is no page/);
});
