import { createContext, getContext, setContext } from 'svelte';

/** What a figure is a figure of. Only the screen that shows it and the popover that answers know what it says. */
export type FigureAsk = object;

/** The figure that is open. */
export interface OpenFigure {
  readonly ask: FigureAsk;
  readonly title: string;
  /** The figure as it is shown. */
  readonly text: string;
  readonly anchor: HTMLElement;
}

/** Which figure of the page is open: one at most. */
export class Figures {
  opened: OpenFigure | undefined = $state.raw();

  /** Opens a figure, or closes it where it is the one that is open. */
  toggle(figure: OpenFigure): void {
    const before = this.opened;
    this.close();
    if (before?.anchor === figure.anchor) return;
    figure.anchor.setAttribute('aria-expanded', 'true');
    this.opened = figure;
  }

  close(): void {
    this.opened?.anchor.setAttribute('aria-expanded', 'false');
    this.opened = undefined;
  }
}

/** The figures of the page. */
export const [useFigures, provideFigures] = createContext<Figures>();

const STOPS = Symbol('figures are stops of the Tab key');

/** Says of the figures within whether the Tab key stops at them; it does where nothing is said. */
export function provideFigureStops(stops: () => boolean): void {
  setContext(STOPS, stops);
}

/** True where the Tab key stops at figures. */
export function figureStops(): () => boolean {
  return getContext<(() => boolean) | undefined>(STOPS) ?? (() => true);
}
