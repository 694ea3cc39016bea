import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import type { StatementSheet } from '../../sheet/statement-sheet';
import { brokenFields, cashHeld, heldUnits, problemTexts, verbCounts } from '../rows/stated.fixture';
import { ibkrFlex } from './ibkr-flex';

const shared = process.env['SEXTANT_SHARED'];
if (!shared) console.log('skipped 90 rows: SEXTANT_SHARED is not set');
const sample = (number: string): StatementSheet =>
  readBy(ibkrFlex, new Uint8Array(readFileSync(`${shared}/samples/ibkr-flex/statement-${number}.xml`)), number);

// Counted and added up with Python's ElementTree and Decimal: proceeds, commissions and taxes of executions, amounts of
// cash transactions, proceeds of corporate actions, sales taxes; quantities by ISIN, else symbol.
const samples = [
  {
    number: '01',
    verbs: { buy: 14, fee: 4, interest: 2, tax: 1, reorganisation: 2, sell: 1 },
    cash: { CAD: '-2303.0356', CHF: '-19.49', USD: '-2.07' },
    units: { 'FB    180921C00200000': '2', CA38501D5010: '480' }
  },
  {
    number: '02',
    verbs: { buy: 5, 'sell-short': 2, assignment: 1, dividend: 1, fee: 2 },
    cash: { USD: '-5575.4878', EUR: '-22257.680078' },
    units: {
      US68389X1054: '100',
      'ORCL  171117C00050000': '-1',
      'PAYC  181116C00120000': '1',
      DE0005190003: '141',
      DE0005140008: '10',
      DE000A0EQ578: '80',
      DE000BASF111: '100'
    }
  },
  { number: '04', verbs: { buy: 1 }, cash: { USD: '-844.94505725' }, units: { US0250727031: '14' } },
  {
    number: '06',
    verbs: { buy: 2, dividend: 2 },
    cash: { EUR: '-1275.25', USD: '-2850.98' },
    units: { US88579Y1010: '7', US12514G1085: '25' }
  },
  { number: '08', verbs: { dividend: 1, fee: 1 }, cash: { USD: '5.31' }, units: {} },
  {
    number: '10',
    verbs: { buy: 1, exchange: 1 },
    cash: { USD: '0.09554275', EUR: '-133' },
    units: { US91680M1071: '10' }
  },
  // CashReport: 0.521566563 and 56.320322578 at the start, 5.875184563 and 88.829543578 at the end.
  {
    number: '14',
    verbs: { buy: 6, exchange: 2, deposit: 2, 'assert-cash': 2 },
    cash: { CHF: '5.353618', USD: '32.509221' },
    units: { CH0237935652: '4', US9229087690: '10', US9219097683: '10' }
  },
  { number: '17', verbs: { fee: 3, tax: 3, 'assert-position': 13 }, cash: { USD: '-5.4' }, units: {} },
  // CashReport: the year begins with nothing, and ends with just this.
  {
    number: '18',
    verbs: { buy: 2, exchange: 4, dividend: 2, deposit: 2, 'assert-cash': 2 },
    cash: { EUR: '16469.4085', USD: '-0.000001655' },
    units: { US30214U1025: '22', US45168D1046: '5' }
  },
  {
    number: '20',
    verbs: { buy: 1, tax: 2, 'assert-cash': 4 },
    cash: { CAD: '0', USD: '-2995.205' },
    units: { US04010L1035: '157' }
  },
  { number: '24', verbs: { dividend: 9, fee: 1 }, cash: { USD: '208.43' }, units: {} }
];

describe.skipIf(!shared)('real reports', () => {
  test.each(samples)('statement-$number.xml', ({ number, verbs, cash: sums, units }) => {
    const sheet = sample(number);
    expect(problemTexts(sheet)).toEqual([]);
    expect(brokenFields(sheet)).toEqual([]);
    expect(verbCounts(sheet)).toEqual(verbs);
    expect(cashHeld(sheet)).toEqual(sums);
    expect(heldUnits(sheet)).toEqual(units);
  });
});
