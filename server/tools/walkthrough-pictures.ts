/** The pictures of the walkthrough: the editor as it looks at each step, with what the sample driver shows there. */
import { drawing, type Line, type Piece, type Picture } from './drawing';

const line = (...pieces: readonly Piece[]): Line => ({ pieces });
const code = (text: string): Line => line(['plain', text]);

const routine: readonly Line[] = [
  line(['word', 'NTSTATUS '], ['name', 'EchoSendComplete'], ['plain', '(PDEVICE_OBJECT Device, PIRP Irp, PVOID Send)']),
  code('{'),
  line(['plain', '    '], ['name', 'EchoSettleSend'], ['plain', '(Send);']),
  { ...line(['word', '    return '], ['value', 'STATUS_SUCCESS'], ['plain', ';']), wrong: [11, 25] },
  code('}'),
];

const sample: Picture = {
  tab: 'wsklint-sample',
  lines: ['accept.c', 'connection.c', 'driver.c', 'echo.h', 'listener.c', 'send.c', 'trace.c', 'worker.c'].map((file) =>
    line(
      ['dim', file.endsWith('.h') ? 'h   ' : 'C   '],
      [file === 'send.c' ? 'error' : 'plain', file],
      ['error', file === 'send.c' ? '   1' : ''],
    ),
  ),
};

const finding: Picture = {
  tab: 'send.c',
  lines: routine,
  box: {
    below: 3,
    column: 8,
    lines: [
      [['plain', "'EchoSendComplete' can return STATUS_SUCCESS, and the IRP"]],
      [
        ['plain', "it completes is the driver's own  "],
        ['link', 'wsklint(WSK201)'],
      ],
      [['dim', 'send.c 8: the IRP is made here']],
      [['dim', 'send.c 71: it becomes its IoCompletion routine here']],
      [['dim', 'send.c 87: the IRP is handed to WskSend here']],
    ],
  },
};

const hover: Picture = {
  tab: 'send.c',
  lines: [
    line(
      ['plain', 'status = dispatch->'],
      ['name', 'WskSend'],
      ['plain', '(Socket, &Buffer, '],
      ['value', '0'],
      ['plain', ', Irp);'],
    ),
  ],
  box: {
    below: 0,
    column: 8,
    lines: [
      [
        ['word', 'NTSTATUS '],
        ['name', 'WskSend'],
        ['plain', '(Socket, Buffer, Flags, Irp)'],
      ],
      [['plain', 'Sends data over a connected socket.']],
      [['plain', 'IRQL: up to DISPATCH_LEVEL']],
      [['plain', 'Irp: WSK completes it, whatever is returned']],
      [
        ['value', 'STATUS_FILE_FORCED_CLOSED'],
        ['plain', ': close the socket'],
      ],
    ],
  },
};

const fix: Picture = {
  tab: 'send.c',
  lines: routine,
  box: {
    below: 3,
    column: 8,
    chosen: 0,
    lines: [[['good', 'Return STATUS_MORE_PROCESSING_REQUIRED']], [['plain', 'Silence this finding with a reason']]],
  },
};

const problem = (colour: 'error' | 'warning', message: string, place: string): Line =>
  line([colour, colour === 'error' ? '(x) ' : '(!) '], ['plain', `${message}  `], ['dim', place]);

const workspace: Picture = {
  tab: 'Problems   4',
  lines: [
    line(['plain', 'accept.c   '], ['dim', '1']),
    problem('error', '  two inspect IDs are compared by address', 'WSK602'),
    line(['plain', 'listener.c   '], ['dim', '2']),
    problem('error', '  static callbacks come after a socket', 'WSK501'),
    problem('error', '  the option comes after the bind', 'WSK601'),
    line(['plain', 'send.c   '], ['dim', '1']),
    problem('error', '  the completion routine lets its IRP go on', 'WSK201'),
  ],
};

const map: Picture = {
  tab: 'WSK map',
  lines: [
    line(['word', 'client       '], ['plain', 'WskRegister, WskCaptureProviderNPI']),
    line(['dim', '  |']),
    line(['word', 'listening    '], ['plain', 'WskSocket > WskBind > WskCloseSocket']),
    line(['dim', '  |            '], ['error', '(x) '], ['dim', 'WSK601']),
    line(['dim', '  |  '], ['good', 'WskAcceptEvent    '], ['plain', 'EchoAcceptEvent']),
    line(['dim', '  |  '], ['good', 'WskInspectEvent   '], ['plain', 'EchoInspectEvent']),
    line(['dim', '  |']),
    line(['word', 'connection   '], ['plain', 'accepted > WskSend > WskDisconnect']),
    line(
      ['dim', '     '],
      ['good', 'completion        '],
      ['plain', 'EchoSendComplete  '],
      ['error', '(x) '],
      ['dim', 'WSK201'],
    ),
  ],
};

const severity: Picture = {
  tab: '.wsklint.json',
  lines: [
    code('{'),
    line(['word', '  "rules"'], ['plain', ': {']),
    line(['word', '    "wsk-call-in-completion-routine"'], ['plain', ': '], ['text', '"off"'], ['plain', ',']),
    line(['word', '    "dead-socket-not-closed"'], ['plain', ': '], ['text', '"error"']),
    code('  }'),
    code('}'),
  ],
};

const faded = (pieces: string): Line => ({ ...code(pieces), isFaded: true });

const notAnalysed: Picture = {
  tab: 'trace.c',
  lines: [
    line(['word', '#if'], ['plain', ' DBG']),
    line(
      ['plain', '    '],
      ['name', 'DbgPrint'],
      ['plain', '('],
      ['text', '"echo: 0x%08x\\n"'],
      ['plain', ', Status);'],
    ),
    line(['word', '#else']),
    faded('    UNREFERENCED_PARAMETER(Status);'),
    line(['word', '#endif']),
  ],
  box: {
    below: 4,
    column: 4,
    lines: [
      [['plain', "The #else branch of '#if DBG' is not read."]],
      [['dim', '"defines" in .wsklint.json says which branch to read.']],
    ],
  },
};

const privacy: Picture = {
  tab: 'Output   wsklint',
  lines: [
    line(['dim', '09:12:04 '], ['good', '[info] '], ['plain', '4 findings in 8 files']),
    line(['dim', '09:12:09 '], ['good', '[info] '], ['plain', 'trace.c:9: the #else branch is not read']),
    code(''),
    line(['plain', 'Telemetry         '], ['good', 'none']),
    line(['plain', 'Network requests  '], ['good', 'none']),
    line(['plain', 'Account           '], ['good', 'none']),
    line(['plain', 'Programs started  '], ['good', 'its own server']),
  ],
};

/** The SVG of each step of the walkthrough, by the name of its file. */
export const walkthroughPictures: Readonly<Record<string, string>> = {
  sample: drawing(sample),
  finding: drawing(finding),
  hover: drawing(hover),
  fix: drawing(fix),
  workspace: drawing(workspace),
  map: drawing(map),
  severity: drawing(severity),
  'not-analysed': drawing(notAnalysed),
  private: drawing(privacy),
};
