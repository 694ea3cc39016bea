/** A piece of text with the colour it is drawn in. */
export interface ColouredPiece {
  readonly text: string;
  readonly tone: 'plain' | 'keyword' | 'name' | 'text' | 'number' | 'comment' | 'function' | 'wrong';
}

/** What could stand where the caret is. */
export interface Suggestion {
  /** What is put in. */
  readonly text: string;
  /** What it is, in a word. */
  readonly hint: string;
}

/** Suggestions for a place, and from where to the caret they replace the text. */
export interface Suggestions {
  readonly from: number;
  readonly list: readonly Suggestion[];
}
