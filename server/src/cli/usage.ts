/** What `wsklint` ends with; scripts rely on it. */
export const ExitCode = {
  clean: 0,
  /** Findings of severity error, or more warnings than `--max-warnings` allows. */
  findings: 1,
  /** Wrong usage or settings, a failure of wsklint itself, or a named path that could not be read. */
  failure: 2,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Thrown where the command line asks for something that is not there; the message is for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
