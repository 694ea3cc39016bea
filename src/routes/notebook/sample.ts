import type { Notebook, NotebookCell } from '$lib/services/notebooks';
import { notebookTexts } from '$lib/ui/texts';

const { sample: words } = notebookTexts;

/** The notebook that is there at first: a year of the person's own data, up to the day of the screen. */
export function sampleNotebook(id: string, asOf: string): Notebook {
  const year = asOf.slice(0, 4);
  const [from, to] = [`DATE '${year}-01-01'`, `DATE '${asOf}'`];
  const cells: readonly Omit<Exclude<NotebookCell, { kind: 'chart' }>, 'id'>[] = [
    { kind: 'text', text: words.intro(year) },
    { kind: 'text', text: words.worth },
    { kind: 'sql', text: `SELECT day, value\nFROM daily_values\nWHERE day BETWEEN ${from} AND ${to}\nORDER BY day` },
    { kind: 'text', text: words.money },
    {
      kind: 'sql',
      text: `SELECT verb, currency, count(*) AS times, sum(amount) AS amount
FROM transactions
WHERE day BETWEEN ${from} AND ${to} AND verb IN ('deposit', 'withdrawal', 'dividend', 'interest', 'fee')
GROUP BY ALL
ORDER BY verb, currency`
    },
    { kind: 'text', text: words.moved },
    {
      kind: 'sql',
      text: `SELECT i.symbol, product(1 + change) - 1 AS change
FROM returns JOIN holdings USING (instrument) JOIN instruments i USING (instrument)
WHERE day BETWEEN ${from} AND ${to}
GROUP BY ALL
ORDER BY change DESC`
    }
  ];
  const withCharts = cells.flatMap((cell, at): NotebookCell[] => {
    const own: NotebookCell = { ...cell, id: `sample-${at}` };
    return at === 2 || at === 6 ? [own, { id: `sample-${at}-chart`, kind: 'chart', chart: 'auto' }] : [own];
  });
  return { id, title: words.title, cells: withCharts };
}
