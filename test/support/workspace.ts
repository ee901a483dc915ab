import assert from 'node:assert/strict';

import type { Location } from '../../server/src/flow/anchor';
import { printResult } from './print-result';
import { LintMemory } from '../../server/src/lint/memory';
import type { Rule } from '../../server/src/lint/rule';
import { lintUnit, type FileReport } from '../../server/src/lint/run';
import { defaultSettings } from '../../server/src/lint/settings';
import { writtenIn } from '../../server/src/model/unit';
import { languageOf } from '../../server/src/project/files';
import { Project } from '../../server/src/project/project';
import { rules } from '../../server/src/rules';
import { createNativeParser } from '../../server/src/syntax/native';
import type { SourceParser } from '../../server/src/syntax/parser';
import { lineTable } from '../../server/src/text/lines';

let parser: SourceParser | undefined;

/** The files of a project, in memory, with a count of what is done for each edit. */
export class Workspace {
  readonly #texts = new Map<string, string>();
  readonly #project: Project;
  #parsed: string[] = [];
  #isParseToFail = false;
  #memories: Map<string, LintMemory> | undefined;

  /** @param files Their texts by their paths. They are set in this order. */
  constructor(files: Readonly<Record<string, string>> = {}) {
    this.#project = new Project((file) => {
      this.#parsed.push(file.path);
      if (this.#isParseToFail) {
        this.#isParseToFail = false;
        throw new Error('the parse was stopped');
      }
      return (parser ??= createNativeParser()).parse(file.text, { language: writtenIn(file) });
    });
    for (const [path, text] of Object.entries(files)) this.set(path, text);
  }

  /** From now on reports are made as a server does: with what was found in the file before. */
  remember(): void {
    this.#memories = new Map();
  }

  get project(): Project {
    return this.#project;
  }

  get files(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#texts);
  }

  set(path: string, text: string): void {
    this.#texts.set(path, text);
    this.#project.set({ path, text, language: languageOf(path) ?? 'c' });
  }

  delete(path: string): void {
    this.#texts.delete(path);
    this.#project.delete(path);
  }

  /**
   * Replaces what stands once in a file.
   * @throws AssertionError where it does not.
   */
  edit(path: string, from: string, to: string): void {
    const parts = (this.#texts.get(path) ?? '').split(from);
    assert.equal(parts.length, 2, `'${from}' stands ${parts.length - 1} times in ${path}`);
    this.set(path, parts.join(to));
  }

  /** Brings all up to date, and gives the names of the functions that were followed for that, sorted. */
  followed(): readonly string[] {
    const followed: string[] = [];
    for (const id of this.#project.update()) if (id !== undefined) followed.push(id.slice(id.indexOf(':') + 1));
    return followed.sort();
  }

  /** Brings all up to date, and gives the paths of the files that were parsed for that, sorted. */
  parsed(): readonly string[] {
    this.#parsed = [];
    this.update();
    return [...this.#parsed].sort();
  }

  /** Lets the next parse throw, as one does that was cancelled. */
  failNextParse(): void {
    this.#isParseToFail = true;
  }

  update(): void {
    const steps = this.#project.update();
    while (steps.next().done !== true);
  }

  /** What the rules say of each file, by its path. */
  toldByFile(): ReadonlyMap<string, string> {
    const reports = this.#reports().map(({ file: { path }, findings }): [string, string] => [
      path,
      JSON.stringify(findings.map(({ rule: { code }, at, message, related }) => ({ code, at, message, related }))),
    ]);
    return new Map(reports);
  }

  /** What the rules say of one file, after an update. */
  report(path: string, by: readonly Rule[] = rules): FileReport | undefined {
    this.update();
    const analysis = this.#project.analysisOf(path);
    return analysis && lintUnit(analysis, by, defaultSettings, { memory: this.#memoryOf(path) });
  }

  /** What the rules say of all files, as `path:line CODE the marked text`, by path and place. */
  findings(by: readonly Rule[] = rules): readonly string[] {
    return this.#reports(by).flatMap(({ file: { path, text }, findings }) =>
      findings.map(({ rule, at }) => {
        const { line } = lineTable(text).positionAt(at.start);
        return `${path}:${line + 1} ${rule.code} ${text.slice(at.start, at.end)}`;
      }),
    );
  }

  /** All that is said of the files, to the byte. */
  told(): string {
    const told = this.#reports().map(({ file: { path }, findings, suppressed, failures }) => ({
      path,
      findings: findings.map(({ rule, severity, at, message, related, fix }) => ({
        code: rule.code,
        severity,
        at,
        message,
        related,
        fix,
      })),
      suppressed,
      failures: failures.map(({ what, error }) => `${what}: ${error.message}`),
    }));
    return JSON.stringify(
      told.filter(({ findings, suppressed, failures }) => findings.length + suppressed + failures.length > 0),
      undefined,
      1,
    );
  }

  /** What the engine knows of every function, as text: more than what the rules say of it. */
  known(): string {
    this.update();
    return [...this.#texts.keys()]
      .sort()
      .flatMap((path) => {
        const analysis = this.#project.analysisOf(path);
        return (analysis?.unit.functions ?? []).flatMap((definition) => {
          const result = analysis?.resultOf(definition);
          return result === undefined
            ? []
            : [`${path} ${printResult(result, (at) => this.#lineOf(analysis?.locate(at)))}`];
        });
      })
      .join('\n');
  }

  /**
   * Says that what is known and told is what a new workspace with these files knows and tells.
   * @throws AssertionError where it is not.
   */
  assertLikeNew(): void {
    const fresh = new Workspace(this.files);
    assert.equal(this.known(), fresh.known());
    assert.equal(this.told(), fresh.told());
  }

  #memoryOf(path: string): LintMemory | undefined {
    const memory = this.#memories?.get(path) ?? new LintMemory();
    this.#memories?.set(path, memory);
    return this.#memories && memory;
  }

  #lineOf(location: Location | undefined): string {
    assert.ok(location, 'what was seen has no place');
    return `${location.path}:${lineTable(this.#texts.get(location.path) ?? '').positionAt(location.at.start).line + 1}`;
  }

  #reports(by?: readonly Rule[]): FileReport[] {
    this.update();
    return [...this.#texts.keys()].sort().flatMap((path) => this.report(path, by) ?? []);
  }
}
