import { callbacks, wskFunctions } from '../src/knowledge';
import { knownConstants, symbolicConstants } from '../src/knowledge/constants';
import { controls } from '../src/knowledge/options';
import { structures } from '../src/knowledge/structures';

/** Where the words of WSK are coloured: in C and C++, but not inside comments and strings. */
const SELECTOR = ['c', 'cpp'].map((language) => `L:source.${language} -comment -string`).join(', ');

const isOfWsk = (name: string): boolean => /^P?WSK_|^Wsk|^SO_WSK_|^SIO_WSK_/.test(name);

/** The TextMate grammar that colours the names of wsk.h, injected into those of C and C++. */
export function grammarSource(): string {
  const types = Object.keys(structures).filter(isOfWsk);
  const constants = [...Object.keys(controls), ...Object.keys(knownConstants).filter(isOfWsk), ...symbolicConstants];
  return `${JSON.stringify(
    {
      information_for_contributors: ['Generated from the knowledge tables by `npm run generate`.'],
      scopeName: 'wsk.injection',
      injectionSelector: SELECTOR,
      patterns: [
        named('support.function.wsk', Object.keys(wskFunctions)),
        named('entity.name.function.callback.wsk', Object.keys(callbacks)),
        named('support.type.wsk', [...types, ...types.map((type) => `P${type}`)]),
        named('support.constant.wsk', constants.filter(isOfConstantForm)),
      ],
    },
    null,
    2,
  )}\n`;
}

/** Enumerators such as WskSetOption are constants, too; statuses belong to C's own grammar's reader, not to WSK. */
const isOfConstantForm = (name: string): boolean => !name.startsWith('STATUS_');

const named = (name: string, words: readonly string[]) => ({
  name,
  match: `\\b(?:${[...new Set(words)].sort().join('|')})\\b`,
});
