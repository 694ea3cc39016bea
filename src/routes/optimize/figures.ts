/** A fraction as percent, exact to a millionth. */
export function percentText(fraction: number): string {
  return `${Number((fraction * 100).toFixed(4))}%`;
}

/** The fraction that a figure in percent says. */
export function fractionOf(text: string | undefined): number {
  return Number((Number((text ?? '').replace(',', '.')) / 100).toFixed(8));
}
