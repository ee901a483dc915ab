/**
 * What today's checkers offer in an editor and on the command line, and what of it this one has. What is said of the
 * others was read in their sources; a `?` stands where nobody looked, as the source is closed or too large.
 */

/** In the order of `Feature.others`. */
export const tools = [
  'rust-analyzer',
  'clangd',
  'ESLint',
  'Ruff',
  'Biome',
  'oxlint',
  'bash-language-server',
  'SonarLint',
  'Semgrep',
  'ast-grep',
  'cpptools',
] as const;

/** A test by its file and its sentence. */
export interface TestLink {
  readonly file: string;
  readonly sentence: string;
}

export interface Feature {
  readonly name: string;
  /** One word a tool: `yes`, `no`, `part`, `?`, or a word of its own in which `_` stands for a blank. */
  readonly others: string;
  /** The test that holds ours to it; `no` where it is not built. */
  readonly ours: TestLink | 'no';
  /** What ours has of it, or how, where `yes` does not say it. */
  readonly note?: string;
}

const link = (file: string, sentence: string): TestLink => ({ file: `test/${file}`, sentence });

export const features: readonly Feature[] = [
  {
    name: 'Diagnostics that the editor asks for (pull)',
    others: 'yes no yes yes no yes no ? ? no ?',
    ours: link('lsp/diagnostics.test.ts', 'are the only ones: nothing is pushed for an open document'),
  },
  {
    name: 'Diagnostics that are pushed, for older clients',
    others: 'yes yes yes yes yes yes yes yes yes yes yes',
    ours: link('lsp/diagnostics.test.ts', 'come for a document that is opened, with its version'),
  },
  {
    name: 'Diagnostics of the whole workspace',
    others: 'no no ? no no ? no ? command no command',
    ours: link('lsp/workspace.test.ts', 'tells how far it is, to the client that asked'),
    note: 'a command, with progress and a way to stop',
  },
  {
    name: 'A code and a link to a page on each finding',
    others: 'yes yes yes yes yes yes yes yes yes yes part',
    ours: link(
      'lsp/diagnostics.test.ts',
      'say the code, the page, the severity and the way to the mistake, in UTF-16 units',
    ),
  },
  {
    name: 'Related places on a finding',
    others: 'yes yes no yes yes yes ? yes ? yes ?',
    ours: link('lsp/project.test.ts', 'shows in one file what another makes a mistake, with the way through both'),
    note: 'the way to the mistake, through functions and files',
  },
  {
    name: 'Code that does not count is faded',
    others: 'yes yes yes yes yes ? yes ? ? no ?',
    ours: link('e2e/welcome.mjs', 'a branch that is not read is faded, with the reason under the mouse'),
    note: 'what is not analysed, and why; suppressions that silence nothing',
  },
  {
    name: 'Quick fixes',
    others: 'yes yes yes yes yes yes yes yes yes yes yes',
    ours: link('lsp/actions.test.ts', 'put the mistake right, and the safe one is preferred'),
  },
  {
    name: 'Fix all, safe fixes only',
    others: 'no no yes yes yes yes part ? ? yes ?',
    ours: link(
      'lsp/actions.test.ts',
      'looks again at what the fixes make of the text, and leaves the document as it is',
    ),
    note: 'on save too, round by round; also of one rule, and `check --fix`',
  },
  {
    name: 'Suppress by a quick fix',
    others: '? no line,_file yes yes yes part yes ? no yes',
    ours: link(
      'lsp/actions.test.ts',
      'writes a comment above the line, with its indent and line break, and silences it',
    ),
    note: 'line, function or file, with a reason, which has to be given',
  },
  {
    name: 'Suppress a range',
    others: 'no yes yes preview yes ? no no no no no',
    ours: link('lint/run.test.ts', 'from a beginning to its end silences nothing behind it'),
  },
  {
    name: 'Report suppressions that silence nothing',
    others: 'no no yes yes yes yes no no no part no',
    ours: link('lsp/actions.test.ts', 'nothing are shown faded, and can be removed'),
    note: 'also misspelt, unmatched and unexplained ones, each with a fix',
  },
  {
    name: 'Severity per rule',
    others: 'yes yes yes no yes yes no yes yes yes yes',
    ours: link('lsp/settings.test.ts', 'of the editor change the severity of a rule'),
  },
  {
    name: 'A settings file with a schema',
    others: 'yes no yes yes yes yes no no yes yes yes',
    ours: link('lsp/settings.test.ts', 'in the nearest file stand over those of the editor, and are watched'),
    note: 'nested, with `extends` and overrides; mistakes are shown in it',
  },
  {
    name: 'A page for each rule, with bad and good code',
    others: 'part yes yes yes yes yes yes yes yes no no',
    ours: link('generated.test.ts', 'generated files are up to date'),
    note: 'generated from the rule; its bad and good code is tested',
  },
  {
    name: 'Explain a rule on the command line',
    others: 'part no no yes yes part no no no no no',
    ours: link('cli/commands.test.ts', 'explains a rule by name and by code'),
    note: 'and in the editor, without a network',
  },
  {
    name: 'Hover',
    others: 'yes yes no suppressions no no yes no yes yes yes',
    ours: link('lsp/editing.test.ts', 'explains a WSK function that is called through its dispatch table'),
    note: 'the contract of the API and its IRQL',
  },
  {
    name: 'Completion',
    others: 'yes yes no no no no yes no no no yes',
    ours: link(
      'lsp/editing.test.ts',
      'inserts a function of the table with its arguments, or its name where the client knows no tab stops',
    ),
  },
  {
    name: 'Signature help',
    others: 'yes yes no no no no no no no no yes',
    ours: link('lsp/editing.test.ts', 'marks the parameter in the middle of an unfinished call'),
  },
  {
    name: 'Snippets',
    others: 'yes no no no no no part no no no yes',
    ours: link('lsp/editing.test.ts', 'offers at least ten snippets with tab stops, which replace the word'),
  },
  {
    name: 'Colours of its own',
    others: 'yes yes no no grammar no no no no no yes',
    ours: link('tools/grammar.test.ts', 'every word is coloured'),
    note: 'a grammar for the names of wsk.h',
  },
  {
    name: 'Inlay hints',
    others: 'yes yes no no no no no no no no ?',
    ours: link('lsp/roles.test.ts', 'name arguments, before them, and say what they are for'),
    note: 'arguments of long calls, the category of a socket',
  },
  {
    name: 'Code lens',
    others: 'yes no no no no no no no no no no',
    ours: link('lsp/roles.test.ts', 'tell what another file shows of a completion routine'),
    note: 'the role of a function and its IRQL, which nobody else shows',
  },
  {
    name: 'Symbols of a document and of the workspace',
    others: 'yes yes no no no no yes no no no yes',
    ours: link('lsp/navigation.test.ts', 'of the workspace are found by some of their letters'),
    note: 'with roles',
  },
  {
    name: 'Go to definition',
    others: 'yes yes no no definition no definition no no no yes',
    ours: link('lsp/navigation.test.ts', 'lead from the call that sets a routine to the routine, and back'),
    note: 'between a routine and where it is set, a slot and its callback',
  },
  {
    name: 'Call hierarchy',
    others: 'yes yes no no no no no no no no yes',
    ours: link('lsp/navigation.test.ts', 'goes through WSK'),
    note: 'through WSK and the kernel',
  },
  {
    name: 'Status, log and trace',
    others: 'yes yes yes yes yes yes yes yes yes no yes',
    ours: link('lsp/lifecycle.test.ts', 'tells a client that wants to know what it is doing'),
  },
  {
    name: 'Walkthrough',
    others: 'yes no no no no ? no yes yes no yes',
    ours: link('e2e/welcome.mjs', 'the walkthrough notices what was done'),
    note: 'with a sample driver to try each step on',
  },
  {
    name: 'A picture of the whole driver',
    others: 'no no no no no no no no no no no',
    ours: link('lsp/map.test.ts', 'follows what is typed, without a save'),
    note: 'the WSK map, in the editor and by `wsklint map`',
  },
  {
    name: 'When to check can be chosen',
    others: '? ? ? ? ? ? no yes yes ? yes',
    ours: link('lsp/timing.test.ts', 'leaves an edit alone until the document is saved, for a client that asks'),
    note: 'while typing, after a pause, or on save',
  },
  { name: 'Other languages than English', others: 'no no no no no no no no no no yes', ours: 'no' },
  { name: 'VS Code for the Web', others: 'no no no no no ? no no no no no', ours: 'no' },
  {
    name: 'Folders that are not trusted',
    others: 'no no no limited no ? no no no no ?',
    ours: link('e2e/welcome.mjs', 'mistakes are found in restricted mode, as nothing of the folder is run'),
    note: 'all of it: nothing of the folder is run',
  },
  {
    name: 'Workspaces on no disk',
    others: 'no no no no no ? no no no no ?',
    ours: link('lsp/project.test.ts', 'that lies on no disk is made of the documents that are open'),
    note: 'the documents that are open',
  },
  {
    name: 'SARIF',
    others: 'part no formatter yes yes yes no no yes yes no',
    ours: link('cli/formats.test.ts', 'is valid by the schema of SARIF 2.1.0, with and without findings'),
    note: 'with the way to the mistake, fixes and fingerprints',
  },
  {
    name: 'Formats of CI systems beside JSON',
    others: 'no no yes yes yes yes yes no no yes no',
    ours: link('cli/formats.test.ts', 'is one command of a workflow for each finding'),
    note: 'GitHub, JUnit',
  },
  { name: 'A baseline for old findings', others: 'no no yes no no yes no server yes no no', ours: 'no' },
  {
    name: 'No telemetry',
    others: 'yes yes yes yes yes yes yes no sign-in yes no',
    ours: link('e2e/findings.mjs', 'the page asked nobody but this machine'),
  },
  {
    name: 'C without a compile database or include paths',
    others: '- no - - - - - no yes yes no',
    ours: link('lsp/project.test.ts', 'is understood without a folder from the files beside a document'),
  },
  {
    name: 'Text from standard input, with the settings of the path that it has',
    others: 'no no yes yes yes ? ? no ? ? no',
    ours: link('cli/standard-input.test.ts', 'takes the settings of the path whose text it is'),
    note: 'and the files beside that path',
  },
  {
    name: 'What functions out of sight do, said in the settings',
    others: 'no no no no no no no ? ? no no',
    ours: link('cli/own-functions.test.ts', 'are known with those of the settings that these extend'),
    note: 'in the shape of the tables that describe WSK and the kernel',
  },
];
