import type { FigureAsk } from './figures.svelte';

/** A figure in a sentence. */
export interface FigurePart {
  readonly text: string;
  readonly ask: FigureAsk;
  readonly title: string;
}

/** Text and figures of a sentence, in their order. */
export type SentencePart = string | FigurePart;

/** A number between two characters that no text has: they are of the private use area. */
const MARKS = /\uE000(\d+)\uE001/;

/** Sentences whose figures open: a figure is put in as a mark, so that the words around it stay those of the catalog. */
export class FigureSentence {
  readonly #figures: FigurePart[] = [];

  /** A mark that stands for a figure in the text of a sentence; the text alone where there is nothing to ask. */
  put(text: string, ask: FigureAsk | undefined, title: string): string {
    if (ask === undefined) return text;
    this.#figures.push({ text, ask, title });
    return `\uE000${this.#figures.length - 1}\uE001`;
  }

  /** The parts of a text with marks. */
  parts(text: string): SentencePart[] {
    return text.split(MARKS).flatMap((part, at): SentencePart[] => {
      if (at % 2 === 0) return part === '' ? [] : [part];
      const figure = this.#figures[Number(part)];
      return figure ? [figure] : [];
    });
  }
}

/** A sentence written with figures put in. */
export function sentence(write: (put: FigureSentence['put']) => string): SentencePart[] {
  const figures = new FigureSentence();
  return figures.parts(write((...figure) => figures.put(...figure)));
}
