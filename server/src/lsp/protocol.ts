/**
 * What server and client say to each other beyond the Language Server Protocol. Types only: the client takes nothing
 * else from the server.
 */

/** `initializationOptions`; every one may be left out. */
export interface InitializationOptions {
  /** Whether the client understands `wsklint/status`. */
  readonly status?: boolean;
  /** Whether the client understands `wsklint/notAnalysed`. */
  readonly notAnalysed?: boolean;
  /** False where the editor has our snippets from elsewhere: completion would offer each twice. */
  readonly snippets?: boolean;
  /** Whether the client has the command `wsklint.explainRule`, to which the server hands the name of a rule. */
  readonly explainsRules?: boolean;
  /** Whether the client has the command `wsklint.showInstallations`, so that a click on a code lens leads somewhere. */
  readonly showInstallations?: boolean;
  /**
   * Whether another extension of the editor answers for C as such. Then outlines, definitions and references hold only
   * what that cannot know.
   */
  readonly otherLanguageSupport?: boolean;
}

/** A command of the client: shows the page of the rule whose name it is given. */
export type ExplainRuleCommand = 'wsklint.explainRule';

/** A notification from the server: what it is doing, for the status item. */
export type StatusMethod = 'wsklint/status';

export interface Status {
  readonly state: 'idle' | 'analysing' | 'failed';
  /** What failed, for a person. */
  readonly message?: string;
  /** How many files are being analysed, or looked at for the first time. */
  readonly files?: number;
}

/** A notification from the server: what of a file is not analysed, whenever that has changed. */
export type NotAnalysedMethod = 'wsklint/notAnalysed';

export interface NotAnalysedParams {
  readonly uri: string;
  /** By position; none where all of it is analysed. */
  readonly places: readonly NotAnalysedPlace[];
}

export interface NotAnalysedPlace {
  /**
   * A branch of an `#if` that other builds have, one that no driver's build has, a function, code that is none of these,
   * or the file as a whole.
   */
  readonly kind: 'branch' | 'inactive' | 'function' | 'code' | 'file';
  /** Of a function its name, of a file its start. Lines and UTF-16 columns from 0, the end excluded. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  /** What is not analysed and why, for a person. */
  readonly reason: string;
  /** What can be done about it. */
  readonly remedy?: string;
}

/** A command of the server: checks every source file below the workspace's folders. */
export type CheckWorkspaceCommand = 'wsklint.checkWorkspace';

/** What the command gives back. */
export interface WorkspaceSummary {
  readonly files: number;
  readonly findings: number;
  /** Files that could not be read or analysed; the log says why. */
  readonly failed: number;
  /** Whether it was stopped early: the figures are then those of the part that was done. */
  readonly cancelled: boolean;
}

/** A command of the client: shows the places that hand a function over. Given the document's URI and the function's position. */
export type ShowInstallationsCommand = 'wsklint.showInstallations';

/** A request to the server for these places; given a `TextDocumentPositionParams`, it answers with locations. */
export type InstallationsMethod = 'wsklint/installations';

/** A request to the server: a driver as WSK sees it. Answered with null where it was cancelled. */
export type MapMethod = 'wsklint/map';

export interface MapParams {
  /** The driver of this file; of the first that has to do with WSK where it is left out, or belongs to none. */
  readonly uri?: string;
}

export interface MapAnswer {
  /** All drivers, the one that is drawn first. None where nothing of WSK is in sight. */
  readonly drivers: readonly MapDriver[];
  /** The files of the driver that is drawn, as URIs. */
  readonly files: readonly string[];
  /** What has a place in the code has its index in `places`, as the attribute `data-place`. */
  readonly svg: string;
  /** The style sheet of the picture, in the colours of VS Code's theme. */
  readonly style: string;
  readonly places: readonly MapPlace[];
  readonly findings: number;
  /** What could not be looked at, for a person. */
  readonly gaps: readonly string[];
}

export interface MapDriver {
  /** For a person. */
  readonly name: string;
  /** One of its files. */
  readonly uri: string;
}

/** A range in a document, as the Language Server Protocol counts. */
export interface MapPlace {
  readonly uri: string;
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}
