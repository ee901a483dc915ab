import type { FunctionId } from '../flow/anchor';
import type { Knowledge } from './outcome';
import type { FunctionRecord } from './records';
import type { AccessNames } from './writers';

/** What a function that is followed asks of the project as a whole. */
export type Question =
  | { readonly kind: 'private'; readonly names: AccessNames }
  | { readonly kind: 'kept'; readonly routine: FunctionId; readonly names: AccessNames }
  | { readonly kind: 'dispatch routine' };

const SEPARATOR = '\0';

/** The question as a text: thousands are kept to be asked again, and a text takes the least memory. */
export function questionText(question: Question): string {
  if (question.kind === 'dispatch routine') return question.kind;
  const { shared = '', names } = question.names;
  return [question.kind, question.kind === 'kept' ? question.routine : '', shared, ...names].join(SEPARATOR);
}

function questionOf(text: string): Question {
  const [kind, routine, shared, ...names] = text.split(SEPARATOR);
  const access = { shared: shared === '' ? undefined : shared, names };
  if (kind === 'kept') return { kind, routine: routine as FunctionId, names: access };
  return kind === 'private' ? { kind, names: access } : { kind: 'dispatch routine' };
}

/** The members and variables that a question is about. */
export function namesAskedFor(text: string): readonly string[] {
  const question = questionOf(text);
  return question.kind === 'dispatch routine' ? [] : question.names.names;
}

/** Whether a question that was asked for a function is answered the same now. */
export const hasAnswer = (text: string, answer: boolean, record: FunctionRecord, knowledge: Knowledge): boolean =>
  answerTo(questionOf(text), record, knowledge) === answer;

export function answerTo(question: Question, record: FunctionRecord, knowledge: Knowledge): boolean {
  switch (question.kind) {
    case 'private':
      return knowledge.isPrivateTo(record, question.names);
    case 'kept':
      return knowledge.isKeptBy(question.routine, question.names);
    case 'dispatch routine':
      return knowledge.isDispatchRoutine(record);
  }
}
