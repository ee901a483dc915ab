import {
  c,
  controlRequest,
  defineRule,
  isConstant,
  learn,
  levelOfOption,
  placeOf,
  replaceConstants,
  wrongCalls,
  type Analysis,
  type Argument,
  type Fix,
  type Judgement,
  type Use,
} from '../kit';

interface WrongLevel {
  readonly option: string;
  /** The level that the option has. */
  readonly level: string;
  /** As the source spells what is given. */
  readonly given: string;
  readonly isSwapped: boolean;
}

export default defineRule({
  code: 'WSK403',
  name: 'option-at-wrong-level',
  category: 'options',
  severity: 'error',
  since: 'unreleased',
  summary: 'The level argument is not the level of the option.',
  why: `
    Options of different levels share their numbers: SO_REUSEADDR and IP_TTL differ in the level only.
    With a wrong level the transport refuses the request, or sets another option than the one that is named.
    WskControlSocket takes the option before the level; setsockopt takes them the other way round.`,
  remedy: `
    Pass the level that the option belongs to: SOL_SOCKET for those of WSK, the protocol for its own, 0 for I/O control codes.`,
  exceptions: `
    WskIoctl ignores the level.
    An option that the driver defines itself is not judged.`,
  related: {
    'option-on-wrong-socket-category': 'an option has a level, and categories that know it.',
  },
  sources: [learn.ddi('wsk/nc-wsk-pfn_wsk_control_socket'), learn.network('so-keepalive')],
  bad: c`
    NTSTATUS KeepAlive(PWSK_SOCKET Socket, PIRP Irp)
    {
        PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
        static ULONG On = 1;

        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, IPPROTO_TCP, sizeof(On), &On, 0, NULL, NULL, Irp);
    }
  `,
  good: c`
    NTSTATUS KeepAlive(PWSK_SOCKET Socket, PIRP Irp)
    {
        PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
        static ULONG On = 1;

        return Dispatch->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Irp);
    }
  `,

  query: (analysis) => wrongCalls(analysis, ['WskControlSocket'], levelMistake),

  *check({ at, through, detail, use }, analysis) {
    const { option, level, given, isSwapped } = detail;
    yield {
      at,
      message: isSwapped
        ? `'${given}' is given as the option and '${option}' as its level: they are swapped`
        : `'${option}' is an option of level ${level}, not of '${given}'`,
      related: through === undefined ? [] : placeOf(analysis, use.at, 'the option is used here'),
      fix: through === undefined ? repair(analysis, use, detail) : undefined,
    };
  },
});

function repair(analysis: Analysis, use: Use, { option, level, isSwapped }: WrongLevel): Fix | undefined {
  const [code, leveled] = [use.arguments.get('ControlCode'), use.arguments.get('Level')];
  if (!isSwapped) return replaceConstants(analysis, [[leveled, level]], `Pass ${level}`);
  const swapped = [
    [code, option],
    [leveled, level],
  ] as const;
  return replaceConstants(analysis, swapped, 'Swap the option and its level');
}

function levelMistake(use: Use): Judgement<'WskControlSocket', WrongLevel> | undefined {
  const [code, level] = [use.arguments.get('ControlCode'), use.arguments.get('Level')];
  const operation = controlRequest(use)?.operation;
  if (code === undefined || level === undefined || operation === undefined || operation === 'WskIoctl')
    return undefined;
  const swapped = optionOf(level);
  if (swapped !== undefined && isConstant(code.value, swapped.level))
    return { marked: 'ControlCode', because: [], detail: { ...swapped, given: spelt(code), isSwapped: true } };
  const meant = optionOf(code);
  if (meant === undefined || level.value.kind !== 'number' || isConstant(level.value, meant.level)) return undefined;
  return { marked: 'Level', because: [], detail: { ...meant, given: spelt(level), isSwapped: false } };
}

/** The option that a constant of a header names. */
function optionOf({ value }: Argument): Pick<WrongLevel, 'option' | 'level'> | undefined {
  const option = value.kind === 'number' || value.kind === 'named' ? value.name : undefined;
  const level = option === undefined ? undefined : levelOfOption(option);
  return option === undefined || level === undefined ? undefined : { option, level };
}

/** A constant by its name, and a number as it is written. */
const spelt = ({ value, text }: Argument): string =>
  (value.kind === 'number' || value.kind === 'named' ? value.name : undefined) ?? text;
