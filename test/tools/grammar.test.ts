import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Grammar {
  readonly injectionSelector: string;
  readonly patterns: readonly { readonly name: string; readonly match: string }[];
}

const grammar = JSON.parse(readFileSync('syntaxes/wsk.injection.tmLanguage.json', 'utf8')) as Grammar;

const scopeOf = (word: string): string | undefined =>
  grammar.patterns.find(({ match }) => new RegExp(`^(?:${match})$`).test(word))?.name;

test('a function of a dispatch table is coloured as one', () => {
  assert.equal(scopeOf('WskControlSocket'), 'support.function.wsk');
});

test('a callback slot is told from a function', () => {
  assert.equal(scopeOf('WskInspectEvent'), 'entity.name.function.callback.wsk');
});

test('a structure and the pointer to it are types', () => {
  assert.equal(scopeOf('WSK_INSPECT_ID'), 'support.type.wsk');
  assert.equal(scopeOf('PWSK_INSPECT_ID'), 'support.type.wsk');
});

test('options, control codes and flags are constants', () => {
  for (const word of ['SO_CONDITIONAL_ACCEPT', 'WSK_SET_STATIC_EVENT_CALLBACKS', 'WSK_FLAG_LISTEN_SOCKET']) {
    assert.equal(scopeOf(word), 'support.constant.wsk', word);
  }
});

test('names that only begin like one of WSK are left alone', () => {
  assert.equal(scopeOf('WskControlSocketLater'), undefined);
  assert.equal(scopeOf('STATUS_SUCCESS'), undefined);
});

test('nothing is coloured in comments and strings', () => {
  assert.match(grammar.injectionSelector, /^L:source\.c -comment -string, /);
});
