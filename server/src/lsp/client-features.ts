import {
  CompletionItemTag,
  DiagnosticTag,
  type CompletionClientCapabilities,
  type InitializeParams,
} from 'vscode-languageserver/node';

import type { InitializationOptions } from './protocol';

/** What a client can do, of that which we do in more than one way. */
export interface ClientFeatures {
  /** It asks for diagnostics itself, so that none are pushed for open files. */
  readonly pullsDiagnostics: boolean;
  /** It can be told that all diagnostics are to be asked for again. */
  readonly refreshesDiagnostics: boolean;
  readonly showsRelated: boolean;
  readonly linksCodes: boolean;
  /** It fades what could be taken away without loss. */
  readonly fadesUnnecessary: boolean;
  /** Settings are asked for; else they come with `workspace/didChangeConfiguration`. */
  readonly givesSettings: boolean;
  readonly tellsSettingsChange: boolean;
  readonly watchesFiles: boolean;
  readonly versionedEdits: boolean;
  readonly snippetEdits: boolean;
  readonly snippetCompletion: boolean;
  /** It preselects the item that is marked so. */
  readonly preselects: boolean;
  readonly marksDeprecated: boolean;
  /** It lets a person choose whether the rest of a word is kept. */
  readonly insertsOrReplaces: boolean;
  /** It takes the place of a parameter in the label, and needs no text to look for. */
  readonly labelOffsets: boolean;
  readonly markdownSignature: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  readonly createsProgress: boolean;
  readonly knowsStatus: boolean;
  readonly knowsNotAnalysed: boolean;
  readonly wantsSnippets: boolean;
  /** It shows the page of a rule by a command. */
  readonly explainsRules: boolean;
  /** It can be told that all code lenses are to be asked for again. */
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  /** It takes symbols within symbols. */
  readonly nestsSymbols: boolean;
  readonly showsInstallations: boolean;
  /** Nothing else in the editor answers for C as such. */
  readonly isAlone: boolean;
  /** It can be told later whether there is a call hierarchy. */
  readonly registersHierarchy: boolean;
}

type Capabilities = InitializeParams['capabilities'];

/** Reads the capabilities of a client; what it does not speak of, it cannot do. */
export function featuresOf({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  return {
    ...diagnosticFeatures(capabilities),
    ...settingsFeatures(capabilities.workspace),
    ...editFeatures(capabilities.workspace?.workspaceEdit),
    ...proseFeatures(capabilities.textDocument),
    ...roleFeatures(capabilities),
    createsProgress: capabilities.window?.workDoneProgress === true,
    ...optionsOf(initializationOptions),
  };
}

/** A client that pulls may say what it shows with pulled diagnostics in place of pushed ones. */
function diagnosticFeatures({ textDocument, workspace }: Capabilities) {
  const pushed = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  return {
    pullsDiagnostics: pulled !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    showsRelated: pushed?.relatedInformation === true || pulled?.relatedInformation === true,
    linksCodes: pushed?.codeDescriptionSupport === true || pulled?.codeDescriptionSupport === true,
    fadesUnnecessary: [pushed, pulled].some((how) => how?.tagSupport?.valueSet.includes(DiagnosticTag.Unnecessary)),
  };
}

function settingsFeatures(workspace: Capabilities['workspace']) {
  return {
    givesSettings: workspace?.configuration === true,
    tellsSettingsChange: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
  };
}

function editFeatures(edit: NonNullable<Capabilities['workspace']>['workspaceEdit']) {
  return { versionedEdits: edit?.documentChanges === true, snippetEdits: edit?.snippetEditSupport === true };
}

function proseFeatures(textDocument: Capabilities['textDocument']) {
  const signature = textDocument?.signatureHelp?.signatureInformation;
  return {
    ...completionFeatures(textDocument?.completion?.completionItem),
    labelOffsets: signature?.parameterInformation?.labelOffsetSupport === true,
    markdownSignature: signature?.documentationFormat?.includes('markdown') === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
  };
}

function completionFeatures(item: CompletionClientCapabilities['completionItem']) {
  return {
    snippetCompletion: item?.snippetSupport === true,
    preselects: item?.preselectSupport === true,
    marksDeprecated: item?.tagSupport?.valueSet.includes(CompletionItemTag.Deprecated) === true,
    insertsOrReplaces: item?.insertReplaceSupport === true,
    markdownCompletion: item?.documentationFormat?.includes('markdown') === true,
  };
}

function roleFeatures({ textDocument, workspace }: Capabilities) {
  return {
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    nestsSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    registersHierarchy: textDocument?.callHierarchy?.dynamicRegistration === true,
  };
}

type Told = 'knowsStatus' | 'knowsNotAnalysed' | 'wantsSnippets' | 'explainsRules' | 'showsInstallations' | 'isAlone';

/** Other clients send what they like there. */
function optionsOf(options: unknown): Pick<ClientFeatures, Told> {
  const given: InitializationOptions = typeof options === 'object' && options !== null ? options : {};
  return {
    knowsStatus: given.status === true,
    knowsNotAnalysed: given.notAnalysed === true,
    wantsSnippets: given.snippets !== false,
    explainsRules: given.explainsRules === true,
    showsInstallations: given.showInstallations === true,
    isAlone: given.otherLanguageSupport !== true,
  };
}
