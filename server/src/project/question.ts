import type { FunctionId } from '../flow/anchor';
import type { Knowledge } from './outcome';
import type { FunctionRecord, Outcome } from './records';
import type { AccessNames } from './writers';

/** What a function that is followed asks of the project as a whole. */
export type Question =
  | { readonly kind: 'private'; readonly names: AccessNames }
  | { readonly kind: 'kept' | 'kept by routine'; readonly routine: FunctionId; readonly names: AccessNames }
  | { readonly kind: 'dispatch routine' | 'event callback' };

const SEPARATOR = '\0';

/** The question as a text: thousands are kept to be asked again, and a text takes the least memory. */
export function questionText(question: Question): string {
  if (isOfRole(question)) return question.kind;
  const { shared = '', names } = question.names;
  return [question.kind, question.kind === 'private' ? '' : question.routine, shared, ...names].join(SEPARATOR);
}

function questionOf(text: string): Question {
  const [kind, routine, shared, ...names] = text.split(SEPARATOR);
  const access = { shared: shared === '' ? undefined : shared, names };
  if (kind === 'kept' || kind === 'kept by routine') return { kind, routine: routine as FunctionId, names: access };
  if (kind === 'private') return { kind, names: access };
  return { kind: kind === 'event callback' ? kind : 'dispatch routine' };
}

/** Whether it is asked who calls the function from outside. */
const isOfRole = (question: Question): question is Exclude<Question, { readonly names: AccessNames }> =>
  question.kind === 'dispatch routine' || question.kind === 'event callback';

/** The members and variables that a question is about. */
export function namesAskedFor(text: string): readonly string[] {
  const question = questionOf(text);
  return isOfRole(question) ? [] : question.names.names;
}

/** Whether a question that was asked for a function is answered the same now. */
const hasAnswer = (text: string, answer: boolean, record: FunctionRecord, knowledge: Knowledge): boolean =>
  answerTo(questionOf(text), record, knowledge) === answer;

export function answerTo(question: Question, record: FunctionRecord, knowledge: Knowledge): boolean {
  switch (question.kind) {
    case 'private':
      return knowledge.isPrivateTo(record, question.names);
    case 'kept':
    case 'kept by routine':
      return knowledge.isKeptBy(question.routine, question.names, question.kind === 'kept' ? 'all' : 'routine');
    case 'dispatch routine':
      return knowledge.isDispatchRoutine(record);
    case 'event callback':
      return knowledge.isEventCallback(record);
  }
}

/** Whether all that a function asked would be answered the same. */
export function stillHolds(record: FunctionRecord, { reads }: Outcome, knowledge: Knowledge): boolean {
  return (
    [...reads.callees].every(([callee, isBelow]) => knowledge.isBelow(callee, record) === isBelow) &&
    [...reads.meanings].every(([name, id]) => knowledge.meaning(record.path, name)?.id === id) &&
    [...reads.questions].every(([text, answer]) => hasAnswer(text, answer, record, knowledge))
  );
}
