const GAP = 6;
const MARGIN = 8;

/** Puts a popover below its trigger, or above where there is more room, within the window. */
export function placePopover(trigger: HTMLElement, panel: HTMLElement, align: 'start' | 'end'): void {
  const box = trigger.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const left = align === 'start' ? box.left : box.right - width;
  const below = box.bottom + GAP;
  const above = box.top - GAP - height;
  const top = below + height > window.innerHeight - MARGIN && above > MARGIN ? above : below;
  panel.style.left = `${Math.max(MARGIN, Math.min(left, window.innerWidth - width - MARGIN))}px`;
  panel.style.top = `${Math.max(MARGIN, Math.min(top, window.innerHeight - height - MARGIN))}px`;
}
