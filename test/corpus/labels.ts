import { readFileSync } from 'node:fs';

/** A public driver, at the commit that was read. */
export interface Repository {
  /** As `owner/name`; the folder that it is fetched to has the second part as its name. */
  readonly name: string;
  readonly commit: string;
}

/** What somebody who read the code says of a place in it. */
export interface Label {
  readonly id: string;
  readonly repository: string;
  /** Below the folder of the repository, with `/`. */
  readonly file: string;
  /** From 1: where a finding may stand. */
  readonly lines: readonly number[];
  readonly function: string;
  /** The first and the last line of the function. */
  readonly within: readonly [number, number];
  /** Where else a finding of the same mistake may stand. */
  readonly also?: readonly { readonly file: string; readonly line: number }[];
  readonly language: 'c' | 'cpp';
  /** By their names: each that may say it. */
  readonly rules: readonly string[];
  readonly tier: number;
  /** Whether it is a mistake; if not, a finding of one of the rules would be false. */
  readonly verdict: boolean;
  /** Whether it is a mistake without any doubt. */
  readonly certain: boolean;
  readonly what: string;
}

export interface Labels {
  readonly repositories: readonly Repository[];
  readonly labels: readonly Label[];
}

const LABELS = 'test/corpus/labels.json';

/** What is known of the public drivers. */
export const readLabels = (): Labels => JSON.parse(readFileSync(LABELS, 'utf8')) as Labels;
