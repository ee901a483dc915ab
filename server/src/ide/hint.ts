/** A word that an editor puts into the text for the eye only. */
export interface Hint {
  /** Where, as a UTF-16 offset. */
  readonly at: number;
  readonly label: string;
  /** 'parameter' stands before an argument, 'type' behind a name. */
  readonly kind: 'parameter' | 'type';
  /** What it says, for whoever asks. */
  readonly about: string;
}
