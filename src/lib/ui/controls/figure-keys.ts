type Way = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const FIGURES = 'button[data-figure]';
const isWay = (key: string): key is Way => /^Arrow(Left|Right|Up|Down)$/.test(key);

/** Makes the figures within an element one stop of the Tab key; the arrow keys go from one to the next. */
export function figureKeys(root: HTMLElement): () => void {
  let last: HTMLElement | undefined;
  const focused = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    if (target !== root) {
      root.tabIndex = -1;
      if (target.matches(FIGURES)) last = target;
      return;
    }
    const known = last?.isConnected === true && root.contains(last) ? last : undefined;
    (known ?? root.querySelector<HTMLElement>(FIGURES))?.focus();
  };
  const left = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node) || !root.contains(relatedTarget)) root.tabIndex = 0;
  };
  const pressed = (event: KeyboardEvent): void => {
    const { target, key } = event;
    if (!isWay(key) || !(target instanceof HTMLElement) || !target.matches(FIGURES)) return;
    const next = nearest(target, root.querySelectorAll<HTMLElement>(FIGURES), key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  };
  root.tabIndex = 0;
  root.addEventListener('focusin', focused);
  root.addEventListener('focusout', left);
  root.addEventListener('keydown', pressed);
  return () => {
    root.removeEventListener('focusin', focused);
    root.removeEventListener('focusout', left);
    root.removeEventListener('keydown', pressed);
  };
}

/** The figure that comes next on the screen on a way: in the same line sideways, in the nearest line up and down. */
function nearest(from: HTMLElement, all: Iterable<HTMLElement>, way: Way): HTMLElement | undefined {
  const start = middle(from);
  let best: { readonly element: HTMLElement; readonly distance: number } | undefined;
  for (const element of all) {
    if (element === from) continue;
    const { x, y } = middle(element);
    const [across, down] = [x - start.x, y - start.y];
    const sideways = way === 'ArrowLeft' || way === 'ArrowRight';
    const along = sideways ? across : down;
    const forward = way === 'ArrowRight' || way === 'ArrowDown' ? along : -along;
    const aside = Math.abs(sideways ? down : across);
    if (forward < 2 || (sideways && aside > start.height / 2)) continue;
    const distance = sideways ? forward : forward * 1000 + aside;
    if (!best || distance < best.distance) best = { element, distance };
  }
  return best?.element;
}

function middle(element: HTMLElement): { readonly x: number; readonly y: number; readonly height: number } {
  const { left, right, top, bottom, height } = element.getBoundingClientRect();
  return { x: (left + right) / 2, y: (top + bottom) / 2, height };
}
