import type { TextDocument } from 'vscode-languageserver-textdocument';

import type { Analysis } from '../flow/analysis';
import type { ProjectSight } from '../ide/project-sight';
import type { Unit } from '../model/unit';
import { mentionsWsk } from '../project/scan';
import { sourceOf } from './convert';
import type { LiveProject } from './live-project';
import type { OpenFiles } from './open-files';

/** A document as the engine sees it. */
export interface Seen {
  readonly unit: Unit;
  /** Of this very unit; undefined where nothing of WSK reaches it, and where nobody has waited for the engine. */
  readonly analysis: Analysis | undefined;
}

export interface CurrentSightContext {
  readonly project: LiveProject;
  readonly files: OpenFiles;
  /** Whether nothing else in the editor answers for C as such. */
  readonly isAlone: boolean;
}

/** The open documents and the project around them, for those who ask for places and names and not for mistakes. */
export class CurrentSight {
  readonly #context: CurrentSightContext;
  /** What was asked of the project as it is. */
  #seen: { readonly stamp: string; readonly byPath: Map<string, Seen | undefined> } = { stamp: '', byPath: new Map() };

  constructor(context: CurrentSightContext) {
    this.#context = context;
  }

  get isAlone(): boolean {
    return this.#context.isAlone;
  }

  /** Whether all that is open is followed: nobody has to wait then. */
  get isSettled(): boolean {
    return this.#context.files.isSettled;
  }

  /** The document by its own text, at once; undefined where that has nothing of WSK. */
  textOf(document: TextDocument): Seen | undefined {
    return mentionsWsk(document.getText())
      ? { unit: this.#context.files.unitOf(document), analysis: undefined }
      : undefined;
  }

  /** The document as the engine sees it. Undefined where nothing of WSK reaches it, and where it was cancelled. */
  async seen(document: TextDocument, isCancelled: () => boolean): Promise<Seen | undefined> {
    if (!(await this.#isCurrent(document, isCancelled))) return undefined;
    const { project } = this.#context;
    const { stamp } = project;
    if (this.#seen.stamp !== stamp) this.#seen = { stamp, byPath: new Map() };
    const { byPath } = this.#seen;
    const { path } = sourceOf(document);
    if (!byPath.has(path)) {
      const analysis = project.analysisOf(path);
      byPath.set(path, analysis && { unit: analysis.unit, analysis });
    }
    return byPath.get(path);
  }

  /** The project, once all documents are as they are; undefined where it was cancelled. */
  async project(document: TextDocument | undefined, isCancelled: () => boolean): Promise<ProjectSight | undefined> {
    if (!(await this.#isCurrent(document, isCancelled))) return undefined;
    const { project, isAlone } = this.#context;
    return {
      directory: project.directory,
      unitOf: (path) => project.unitOf(path),
      analysisOf: (path) => project.analysisOf(path),
      isAlone,
    };
  }

  /** Waits for the engine; what changes meanwhile is waited for, too. */
  async #isCurrent(document: TextDocument | undefined, isCancelled: () => boolean): Promise<boolean> {
    const { files } = this.#context;
    while (!isCancelled()) {
      const version = document?.version;
      const isOld = () => isCancelled() || document?.version !== version;
      if (files.isSettled || ((await files.settled(isOld)) && !isOld())) return true;
    }
    return false;
  }
}
