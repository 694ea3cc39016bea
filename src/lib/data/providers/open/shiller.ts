import type { Provider } from '../provider';
import { notAsked } from '../reply/other-readings';
import { textStatus } from './statuses';
import { tableReading, type TableColumn } from './whole-table';

const columns: readonly TableColumn[] = [
  { key: 'price', head: 'SP500' },
  { key: 'dividend', head: 'Dividend' },
  { key: 'earnings', head: 'Earnings' },
  { key: 'cpi', head: 'Consumer Price Index' },
  { key: 'long-rate', head: 'Long Interest Rate' },
  { key: 'cape', head: 'PE10' }
];

/**
 * Robert Shiller's monthly table of the US stock market since 1871, as the open data set s-and-p-500 mirrors it as CSV (the
 * original is an old Excel file on a server that answers no pages). Zeros of the newest rows are values not yet known.
 */
export const shiller: Provider = {
  id: 'shiller',
  name: 'Shiller, US stocks since 1871',
  homepage: 'https://shillerdata.com',
  documentation: { page: 'https://github.com/datasets/s-and-p-500', readOn: '2026-11-29' },
  kinds: ['macro'],
  origins: ['https://raw.githubusercontent.com'],
  browser: 'yes',
  key: 'none',
  keyFields: [],
  limits: [{ calls: 2, seconds: 1 }],
  parallel: 1,
  ask(question) {
    if (question.kind !== 'macro' || askedOf(question.series).length === 0) return undefined;
    return { url: 'https://raw.githubusercontent.com/datasets/s-and-p-500/main/data/data.csv' };
  },
  read(question, reply) {
    const status = textStatus(reply);
    if (status) return status;
    if (question.kind !== 'macro') return notAsked(question.kind);
    return tableReading(question, reply.text, askedOf(question.series), {
      source: 'shiller',
      dateHead: 'Date',
      frequency: 'monthly',
      zeroIsMissing: true
    });
  }
};

/** The column of a key, all of them for "*". */
function askedOf(series: string): readonly TableColumn[] {
  return series === '*' ? columns : columns.filter(({ key }) => key === series);
}
