/** What users of today's checkers complain about, and what this one answers. */
import type { TestLink } from './features';

export interface Complaint {
  readonly complaint: string;
  /** Where it was said: a project and the number of an issue or a pull request. */
  readonly said: string;
  readonly answer: string;
  /** The test that holds the answer to it; `no` where there is no answer yet, `word` where no test can say it. */
  readonly test: TestLink | 'no' | 'word';
}

const link = (file: string, sentence: string): TestLink => ({ file: `test/${file}`, sentence });

export const complaints: readonly Complaint[] = [
  {
    complaint: 'False alarms come with a new version of the tool.',
    said: 'Windows-Driver-Developer-Supplemental-Tools 217',
    answer:
      'Correct drivers and look-alikes are tests of which no rule may speak. Real drivers are gone through by hand before a release; the labels of what was found stand in the repository.',
    test: link('cli/check.test.ts', 'has none in its correct twin'),
  },
  {
    complaint: 'A message contradicts itself, or names numbers without a place.',
    said: 'Windows-Driver-Developer-Supplemental-Tools 198, 201',
    answer:
      'A message names what is in the code, one clause long; the way to the mistake stands in its related places.',
    test: link(
      'messages.test.ts',
      'its messages are one clause in lower case without a full stop, and its fixes are imperative',
    ),
  },
  {
    complaint: 'Rules fire where they do not apply.',
    said: 'Windows-Driver-Developer-Supplemental-Tools 205',
    answer: 'A file that has nothing of WSK is not even parsed, unless driver code that uses WSK calls into it.',
    test: link('lint/run.test.ts', 'a text that has nothing of WSK, which is not even parsed'),
  },
  {
    complaint: 'Findings stand in headers of the SDK.',
    said: 'Windows-Driver-Developer-Supplemental-Tools 227',
    answer: 'No header outside of the project is read.',
    test: link('lsp/project.test.ts', 'is understood without a folder from the files beside a document'),
  },
  {
    complaint: 'A finding cannot be silenced where it stands.',
    said: 'github/codeql 11427, codeql-action 926',
    answer: 'A comment silences one rule on one line, and says why.',
    test: link('lsp/settings.test.ts', 'do not silence a line: a wsk-ignore with a reason does'),
  },
  {
    complaint: 'How to silence is not written down, and a typing mistake in it goes unnoticed.',
    said: 'microsoft/codeql 63, Windows-Driver-Developer-Supplemental-Tools 191',
    answer:
      'It is written down on one page, and a hover over the comment says what it does. A rule that does not exist, a missing reason and a comment that cannot work are reported, with a fix.',
    test: link('lsp/actions.test.ts', 'without a reason get a place for it'),
  },
  {
    complaint: 'A formatter moves the comment away from what it silences.',
    said: 'codeql-coding-standards 326, codeql 11772',
    answer: 'It counts on the line itself and on the line above.',
    test: link(
      'lsp/actions.test.ts',
      'writes a comment above the line, with its indent and line break, and silences it',
    ),
  },
  {
    complaint: 'Nobody tells that a suppression is no longer needed.',
    said: 'llvm-project 69674, 107888, 156673',
    answer: 'It is reported and shown faded, with a fix that takes it away.',
    test: link('lsp/actions.test.ts', 'nothing are shown faded, and can be removed'),
  },
  {
    complaint: 'Silenced findings are gone, where they should only step back.',
    said: 'llvm-project 118479',
    answer: 'Their number is told; they are not shown.',
    test: 'no',
  },
  {
    complaint: 'A range cannot be silenced.',
    said: 'ruff 3711, 9646; biome 4569',
    answer: 'A range, a function or a file can, each with a reason; an end that is missing is reported.',
    test: link('lint/run.test.ts', 'in a range'),
  },
  {
    complaint: 'Old code drowns in findings: there is no baseline.',
    said: 'ruff 1149, 5391; eslint 16755; sqruff 2139',
    answer: 'Not yet. The rules are few and sure: most drivers have a handful of findings.',
    test: 'no',
  },
  {
    complaint: 'All findings look alike: no severity per rule.',
    said: 'ruff 1256; ruff-vscode 264, 852, 1014; ruff-lsp 82',
    answer: 'Each rule can be an error, a warning, a note or off, in the editor and in a file of the project.',
    test: link('lsp/settings.test.ts', 'of the editor change the severity of a rule'),
  },
  {
    complaint: 'A warning fails the build.',
    said: 'ruff 2349',
    answer: 'Only errors do, or more warnings than `--max-warnings` allows.',
    test: link('cli/check.test.ts', 'exits with 0 for warnings up to --max-warnings, and with 1 over it'),
  },
  {
    complaint: 'The editor and the command line take different settings; one repository cannot have several.',
    said: 'biome 2228, 972, 6357, 6483; biome-vscode 6',
    answer: 'Both read the nearest `.wsklint.json`, and what it extends, through the same code.',
    test: link('lsp/settings.test.ts', 'of an extended file act without a restart'),
  },
  {
    complaint: 'No SARIF.',
    said: 'shellcheck 2405, 2569; checkstyle 8905',
    answer: '`--format sarif`, with the way to the mistake, the fix and a fingerprint.',
    test: link('cli/formats.test.ts', 'is valid by the schema of SARIF 2.1.0, with and without findings'),
  },
  {
    complaint: 'Large files make typing slow.',
    said: 'codelite 3362; vscode-clangd 459; clangd 1700',
    answer: 'All work is done in slices of 15 ms, between which a key or a hover has its turn.',
    test: link('lsp/project.test.ts', 'of many files lets a hover and an edit have their turn while it is read'),
  },
  {
    complaint: 'Slow rules are shipped to the editor.',
    said: 'clangd 1337',
    answer:
      'The benchmark measures each rule by itself; it is run by hand, as a test that measures time is not to be trusted.',
    test: 'word',
  },
  {
    complaint: 'When it checks cannot be chosen.',
    said: 'clangd 1471; rust-analyzer 5984',
    answer: 'While you type, after a pause that you choose, or when you save.',
    test: link('lsp/timing.test.ts', 'leaves an edit alone until the document is saved, for a client that asks'),
  },
  {
    complaint: 'What is shown is old, or has vanished.',
    said: 'rust-analyzer 15934, 12731, 17300, 20440',
    answer: 'The editor is told to ask again when an edit in one file changes what is true of another.',
    test: link('lsp/live-project.test.ts', 'is told to ask again where another document says something else now'),
  },
  {
    complaint: 'One mistake brings five findings.',
    said: 'shellcheck 2613, 2614, 2660, 3183',
    answer: 'One mistake brings one finding: planted in a correct driver, all rules together find it once.',
    test: link('rules.test.ts', 'find each mistake planted in the example driver, once'),
  },
  {
    complaint: 'A function that is called through a pointer is called unreachable.',
    said: 'shellcheck 2966',
    answer:
      'No rule speaks of code that nothing reaches. What is not analysed is said to be just that, with the reason.',
    test: link('lint/not-analysed.test.ts', 'is nothing where all of a file is read and followed'),
  },
  {
    complaint: 'C needs a compile database, and breaks with another build system.',
    said: 'sonarlint-visualstudio 903, 2656; sonar-cxx 2700; platformio 4219',
    answer: 'None is needed.',
    test: link('lsp/project.test.ts', 'is understood without a folder from the files beside a document'),
  },
  {
    complaint: '`wdm.h` is not found, and thousands of lines are underlined.',
    said: 'windows-driver-docs 2004, 1989; vscode-cpptools 9034; kvm-guest-drivers-windows 271',
    answer: 'No header is needed. What cannot be read is marked quietly, and no finding stands there.',
    test: link(
      'lint/not-analysed.test.ts',
      'is a function that did not parse, with the line that is to blame, and none of its neighbours',
    ),
  },
  {
    complaint: 'There is no ready workflow for CI.',
    said: 'openzfs 169',
    answer: '`--format github` puts findings on the lines of a pull request, `--format sarif` into code scanning.',
    test: link('cli/formats.test.ts', 'is one command of a workflow for each finding'),
  },
];
