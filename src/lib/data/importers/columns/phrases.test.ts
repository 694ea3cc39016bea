import { expect, test } from 'vitest';
import { phrasedAction, saysUndone } from './phrases';

test.each([
  ['Dividend withholding tax', 'tax'],
  ['Free funds interests tax', 'tax'],
  ['Interest charge', 'interest'],
  ['DIVIDENDE SOCIÉTÉ FIDUCIE', 'dividend'],
  ['Dividend (after tax)', 'dividend'],
  ['Droits de garde', 'fee'],
  ['Rit.provento etf', 'tax'],
  ['Provento etf', 'dividend'],
  ['Conferimento con bonifico', 'deposit'],
  ['Scalable Capital Broker Auszahlung', 'withdrawal'],
  ['Kauf aus Emission', 'buy'],
  ['Wertpapierverkauf', 'sell'],
  ['CLOSE BUY 1/3 @ 26.28', 'sell'],
  ['Køb', 'buy'],
  ['Sålt', 'sell'],
  ['FxExchange', 'exchange'],
  ['Share consolidation', 'split'],
  ['Spin-off', 'corporate-action'],
  ['Profit/Loss (FX/CFD)', undefined],
  ['Frobnication', undefined],
  ['Storno Kauf', undefined]
] as const)('“%s” means %s', (text, action) => {
  expect(phrasedAction(text)).toBe(action);
});

test('a reversal is told', () => {
  expect(['Storno Ausführung ORDER Kauf', 'Cancelled buy', 'Kauf'].map(saysUndone)).toEqual([true, true, false]);
});
