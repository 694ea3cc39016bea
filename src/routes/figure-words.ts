import { negate, type Decimal } from '$lib/domain/money';
import type { FigureExplanation } from '$lib/services/explain-figure';
import { copyText, date, exactMoney, monthAndYear, percent, plainNumber, price, quantity } from '$lib/ui/format';
import { figureTexts as texts } from '$lib/ui/texts';
import { actTitle, type Names } from './ledger/rows';

type Input = FigureExplanation['inputs'][number];
type Kind = FigureExplanation['kind'];

/** One line of an explanation. */
export interface FigureLine {
  readonly label: string;
  readonly value: string;
  /** The amount as it stood, and its rate. */
  readonly detail?: string;
  /** The transaction it comes from. */
  readonly event?: string;
}

function figureText(kind: Kind, value: Decimal | number, currency: string | undefined): string {
  switch (kind) {
    case 'amount':
      return exactMoney(value, currency ?? '');
    case 'price':
      return `${price(value, currency ?? '')} ${currency ?? ''}`.trim();
    case 'units':
      return typeof value === 'bigint' ? quantity(value) : plainNumber(value);
    case 'rate':
      return plainNumber(value, { digits: 6 });
    case 'count':
      return plainNumber(value, { digits: 4 });
    case 'fraction':
      return percent(typeof value === 'bigint' ? Number(value) / 1e18 : value, { digits: 4 });
  }
}

/** The value of an input as the making of the figure takes it: less what is taken off, divided by where it divides. */
function valueText({ kind, value, currency, inverse }: Input, { makes }: FigureExplanation): string {
  if (!inverse) return figureText(kind, value, currency);
  return makes === 'sum' || makes === 'rate'
    ? figureText(kind, negate(value), currency)
    : `÷ ${figureText(kind, value, currency)}`;
}

function dayText({ label, day }: Input): string {
  if (day === undefined) return '';
  return label === 'month' ? monthAndYear(day) : label === 'year' ? date(day).slice(-4) : date(day);
}

/** Finds the transaction of an event. */
type Known = (event: Input['event']) => FigureExplanation['transactions'][number] | undefined;

function transactionsOf({ transactions }: FigureExplanation): Known {
  const known = new Map(transactions.map((one) => [one.event, one]));
  return (event) => (event === undefined ? undefined : known.get(event));
}

function labelText(input: Input, transactionOf: Known, names: Names): string {
  const { label, instrument, account, event, count } = input;
  if (label === 'others') return texts.others(count ?? 1);
  if (label === 'event' || label === 'movement') {
    const known = transactionOf(event);
    if (known) return actTitle(known.transaction, names);
  }
  if (label === 'month' || label === 'year' || label === 'day') return dayText(input);
  const about = [
    instrument === undefined ? '' : names.symbol(instrument),
    account === undefined ? '' : names.account(account),
    dayText(input)
  ].filter((part) => part !== '');
  // A position or an account is named by itself.
  if ((label === 'position' || label === 'account') && about[0] !== undefined) return about[0];
  return about.length === 0 ? texts.inputs[label] : `${texts.inputs[label]}, ${about.join(', ')}`;
}

function detailText({ from, currency }: Input): string | undefined {
  if (!from) return undefined;
  const rate = plainNumber(from.rate, { digits: 6 });
  return from.amount === undefined
    ? texts.rate(from.currency, rate, currency ?? '')
    : texts.atRate(exactMoney(from.amount, from.currency), rate);
}

/** The first inputs of an explanation, written; behind the last one the rounding, where there is one to see. */
export function figureLines(explanation: FigureExplanation, names: Names, most: number): FigureLine[] {
  const { inputs, rounding, kind, currency } = explanation;
  const transactionOf = transactionsOf(explanation);
  const lines = inputs.slice(0, most).map((input): FigureLine => {
    const detail = detailText(input);
    return {
      label: labelText(input, transactionOf, names),
      value: valueText(input, explanation),
      ...(detail === undefined ? {} : { detail }),
      ...(input.event === undefined ? {} : { event: input.event })
    };
  });
  if (rounding === undefined || kind !== 'amount' || inputs.length > most) return lines;
  return [...lines, { label: texts.rounding, value: exactMoney(rounding, currency ?? '', { sign: 'change' }) }];
}

/** The result of an explanation, written. */
export function resultText({ kind, result, currency }: FigureExplanation): string {
  return figureText(kind, result, currency);
}

/** The first transactions behind a figure, where its inputs do not name them. */
export function eventLines(
  explanation: FigureExplanation,
  names: Names,
  most: number
): { readonly event: string; readonly text: string }[] {
  const transactionOf = transactionsOf(explanation);
  return explanation.events.slice(0, most).flatMap((event) => {
    const known = transactionOf(event);
    return known ? { event, text: actTitle(known.transaction, names) } : [];
  });
}

/** An explanation as plain text, exact to the last digit, for the clipboard. */
export function explanationText(title: string, explanation: FigureExplanation, names: Names): string {
  const { inputs, result, currency, formula, rounding, eventCount, makes, events } = explanation;
  const transactionOf = transactionsOf(explanation);
  const exact = (value: Decimal | number, unit: string | undefined) =>
    unit === undefined ? copyText(value) : `${copyText(value)} ${unit}`;
  const written = ({ value, currency: unit, inverse }: Input): string => {
    if (!inverse) return exact(value, unit);
    return makes === 'sum' || makes === 'rate' ? exact(negate(value), unit) : `÷ ${exact(value, unit)}`;
  };
  const line = (...cells: (string | undefined)[]): string => cells.filter((cell) => cell !== undefined).join('\t');
  return [
    title,
    texts.formulas[formula],
    ...inputs.map((input) => line(labelText(input, transactionOf, names), written(input), detailText(input))),
    ...(rounding === undefined ? [] : [line(texts.rounding, exact(rounding, currency))]),
    line(texts.result, exact(result, currency)),
    ...(eventCount === 0 ? [] : [texts.events(eventCount)]),
    ...eventLines(explanation, names, events.length).map(({ text }) => `  ${text}`)
  ].join('\n');
}
