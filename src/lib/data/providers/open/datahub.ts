import type { Provider } from '../provider';
import { notAsked } from '../reply/other-readings';
import { textStatus } from './statuses';
import { tableReading, type TableColumn, type TableManner } from './whole-table';

interface OpenTable extends TableColumn, TableManner {
  readonly path: string;
}

const monthly = { source: 'datahub', dateHead: 'Date', frequency: 'monthly', zeroIsMissing: false } as const;
const tables: readonly OpenTable[] = [
  {
    key: 'vix',
    head: 'CLOSE',
    path: 'finance-vix/main/data/vix-daily.csv',
    source: 'datahub',
    dateHead: 'DATE',
    frequency: 'daily',
    zeroIsMissing: false
  },
  { key: 'gold', head: 'Price', path: 'gold-prices/main/data/monthly.csv', ...monthly },
  { key: 'us-cpi', head: 'Index', path: 'cpi-us/main/data/cpiai.csv', ...monthly },
  { key: 'us-10y', head: 'Rate', path: 'bond-yields-us-10y/main/data/monthly.csv', ...monthly }
];

/** Open data sets kept as CSV on GitHub (Public Domain Dedication and Licence): the VIX, gold, US consumer prices, the US ten-year yield. */
export const datahub: Provider = {
  id: 'datahub',
  name: 'Open data sets on GitHub',
  homepage: 'https://datahub.io/collections/stock-market-data',
  documentation: { page: 'https://github.com/datasets/finance-vix', readOn: '2026-11-29' },
  kinds: ['macro'],
  origins: ['https://raw.githubusercontent.com'],
  browser: 'yes',
  key: 'none',
  keyFields: [],
  limits: [{ calls: 2, seconds: 1 }],
  parallel: 1,
  ask(question) {
    const table = question.kind === 'macro' ? tables.find(({ key }) => key === question.series) : undefined;
    return table && { url: `https://raw.githubusercontent.com/datasets/${table.path}` };
  },
  read(question, reply) {
    const status = textStatus(reply);
    if (status) return status;
    const table = question.kind === 'macro' ? tables.find(({ key }) => key === question.series) : undefined;
    if (question.kind !== 'macro' || !table) return notAsked(question.kind);
    return tableReading(question, reply.text, [table], table);
  }
};
