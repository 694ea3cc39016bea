import { expect, test } from 'vitest';
import { pastSection, TWO_WORKERS } from '../../tools/past-section.mjs';

const sweep = { kind: 'sweep', columns: 1, days: 5040, pairs: [[5, 50]] };
const paths = { kind: 'paths', columns: 10, days: 2520, paths: 1000 };
const page = { machine: 'one', python: '3', versions: { numpy: '2' }, command: 'it' };

test('a row says both times and how they compare', () => {
  const others = [
    { who: 'vectorbt', milliseconds: 600, apart: 'nothing' },
    { who: 'numba', note: 'over 60 s' }
  ];
  const text = pastSection({ ...page, rows: [{ job: sweep, ours: { milliseconds: 100 }, others }] });
  expect(text).toContain('| 1 pairs, 1 series, 5040 days | 100 | vectorbt | 600 | 6.0 | nothing |');
  expect(text).toContain('| 100 | numba | over 60 s |  |  |');
  expect(text).toContain('All goals were reached.');
});

test('goals that were not reached are named, two workers and missing answers too', () => {
  const slow = { job: sweep, ours: { milliseconds: 200 }, others: [{ who: 'vectorbt', milliseconds: 600 }] };
  const one = {
    job: paths,
    ours: { milliseconds: 100, also: [{ name: TWO_WORKERS, milliseconds: 80 }] },
    others: [{ who: 'numpy', milliseconds: 150 }]
  };
  const none = { job: paths, ours: { note: 'failed' }, others: [] };
  const text = pastSection({ ...page, rows: [slow, one, none] });
  expect(text).toContain('3.0 times vectorbt, goal 5');
  expect(text).toContain('1.5 times numpy, goal 2; two workers are 1.3 times one, goal 1.8');
  expect(text).toContain('no answer (failed)');
});
