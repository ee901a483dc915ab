import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { createNativeParser } from '../../server/src/syntax/native';
import { typing } from '../bench/edits';
import { Workspace } from './workspace';

/** A workspace that remembers what rules have said, and all that it says. */
export function remembering(files: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace(files);
  workspace.remember();
  return workspace;
}

/**
 * Types in a file, and says after each key that what is told with what was remembered is what is told without; and where
 * all functions parse, that it is what a new workspace tells.
 */
export function assertRememberedIsTrue(path: string): void {
  const text = readFileSync(path, 'utf8');
  const [workspace, forgetful] = [remembering({ [path]: text }), new Workspace({ [path]: text })];
  assert.equal(workspace.told(), forgetful.told());
  assert.notEqual(workspace.told(), '[]');
  for (const [index, keystroke] of typing(createNativeParser().parse(text).tree, 16).entries()) {
    workspace.set(path, keystroke.text);
    forgetful.set(path, keystroke.text);
    const told = workspace.told();
    assert.equal(told, forgetful.told(), `${index}: ${keystroke.kind}`);
    if (!workspace.project.unitOf(path).functions.every(({ parsed }) => parsed)) continue;
    assert.equal(told, new Workspace({ [path]: keystroke.text }).told(), `${index}: ${keystroke.kind}`);
  }
}
