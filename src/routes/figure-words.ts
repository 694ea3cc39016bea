import type { FigureExplanation } from '$lib/services/explain-figure';
import { copyText, date, exactMoney, percent, plainNumber, price, quantity } from '$lib/ui/format';
import { figureTexts as texts } from '$lib/ui/texts';
import type { Names } from './ledger/rows';

type Input = FigureExplanation['inputs'][number];

/** One line of an explanation. */
export interface FigureLine {
  readonly label: string;
  readonly value: string;
}

function valueText({ kind, value, currency }: Input): string {
  switch (kind) {
    case 'amount':
      return exactMoney(value, currency ?? '');
    case 'price':
      return `${price(value, currency ?? '')} ${currency ?? ''}`.trim();
    case 'units':
      return quantity(value);
    case 'rate':
      return plainNumber(value, { digits: 6 });
    case 'count':
      return plainNumber(value, { digits: 0 });
  }
}

function labelText({ label, day, instrument, account }: Input, names: Names): string {
  const about = [
    instrument === undefined ? '' : names.symbol(instrument),
    account === undefined ? '' : names.account(account),
    day === undefined ? '' : date(day)
  ].filter((part) => part !== '');
  return about.length === 0 ? texts.inputs[label] : `${texts.inputs[label]}, ${about.join(', ')}`;
}

/** The inputs of an explanation, written. */
export function figureLines(explanation: FigureExplanation, names: Names): FigureLine[] {
  return explanation.inputs.map((input) => ({ label: labelText(input, names), value: valueText(input) }));
}

/** The result of an explanation, written. */
export function resultText({ result, currency }: FigureExplanation): string {
  if (currency !== undefined) return exactMoney(result, currency);
  return typeof result === 'number' ? percent(result, { digits: 4 }) : plainNumber(result);
}

/** An explanation as plain text, exact to the last digit, for the clipboard. */
export function explanationText(title: string, explanation: FigureExplanation, names: Names): string {
  const { inputs, result, currency, formula, events } = explanation;
  const exact = (value: Input['value'] | number, unit: string | undefined) =>
    unit === undefined ? copyText(value) : `${copyText(value)} ${unit}`;
  return [
    title,
    texts.formulas[formula],
    ...inputs.map((input) => `${labelText(input, names)}\t${exact(input.value, input.currency)}`),
    `${texts.result}\t${exact(result, currency)}`,
    ...(events.length === 0 ? [] : [`${texts.events(events.length)}\t${events.join(', ')}`])
  ].join('\n');
}
