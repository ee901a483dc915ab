/** Where a command writes. All that is printed goes through one of these. */
export interface Output {
  /** To standard output, as it is. */
  write(text: string): void;
  /** A line to standard error. */
  warn(line: string): void;
  /** Colours where the reader is a terminal that wants them. */
  readonly style: (format: Style, text: string) => string;
}

/** What switches each style on and off (ECMA-48, select graphic rendition). */
const STYLES = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

export type Style = keyof typeof STYLES;

/** Whether colours are wanted: a terminal, and neither NO_COLOR (no-color.org) nor TERM=dumb says otherwise. */
export function wantsColour(isTerminal: boolean, environment: NodeJS.ProcessEnv): boolean {
  const { NO_COLOR: noColour = '', TERM: terminal = '' } = environment;
  return isTerminal && noColour === '' && terminal !== 'dumb';
}

/** Writes to this process. Writing to a pipe that the reader has closed is no error. */
export function processOutput(): Output {
  const colours = wantsColour(process.stdout.isTTY, process.env);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write(text) {
      process.stdout.write(text);
    },
    warn(line) {
      process.stderr.write(`${line}\n`);
    },
    style: (format, text) => {
      const [on, off] = STYLES[format];
      return colours ? `\u001B[${on}m${text}\u001B[${off}m` : text;
    },
  };
}
