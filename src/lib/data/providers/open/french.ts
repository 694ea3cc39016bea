import { strFromU8, unzipSync } from 'fflate';
import { factorsFromText } from '$lib/data/importers';
import type { Provider, ProviderReading, ProviderReply } from '../provider';
import { nothingInRange } from '../reply/dated-values';
import { unexpected } from '../reply/malformed';
import { notAsked } from '../reply/other-readings';
import { textStatus } from './statuses';

const ROOT = 'https://mba.tuck.dartmouth.edu/pages/faculty/ken.french/ftp';
/** Largest table that is taken out of an archive; the daily factors since 1926 have two megabytes. */
const MOST_BYTES = 20_000_000;
const SET = /^[A-Za-z0-9_-]{1,80}$/;

/** Sets of factors that the library offers, by the name of their file. */
export const frenchSets: readonly { readonly set: string; readonly title: string }[] = [
  { set: 'F-F_Research_Data_Factors', title: 'Three factors, United States, monthly' },
  { set: 'F-F_Research_Data_Factors_weekly', title: 'Three factors, United States, weekly' },
  { set: 'F-F_Research_Data_Factors_daily', title: 'Three factors, United States, daily' },
  { set: 'F-F_Research_Data_5_Factors_2x3', title: 'Five factors, United States, monthly' },
  { set: 'F-F_Research_Data_5_Factors_2x3_daily', title: 'Five factors, United States, daily' },
  { set: 'F-F_Momentum_Factor', title: 'Momentum, United States, monthly' },
  { set: 'F-F_Momentum_Factor_daily', title: 'Momentum, United States, daily' },
  { set: 'Developed_5_Factors', title: 'Five factors, developed markets, monthly' },
  { set: 'Developed_5_Factors_Daily', title: 'Five factors, developed markets, daily' },
  { set: 'Europe_5_Factors', title: 'Five factors, Europe, monthly' },
  { set: 'Europe_5_Factors_Daily', title: 'Five factors, Europe, daily' },
  { set: 'Japan_5_Factors', title: 'Five factors, Japan, monthly' },
  { set: 'Asia_Pacific_ex_Japan_5_Factors', title: 'Five factors, Asia and Pacific without Japan, monthly' }
];

/** Returns of factors of Kenneth French's data library: a zip of one CSV, percent, -99.99 for what is missing. */
export const french: Provider = {
  id: 'french',
  name: 'Kenneth French, data library',
  homepage: 'https://mba.tuck.dartmouth.edu/pages/faculty/ken.french/data_library.html',
  documentation: {
    page: 'https://mba.tuck.dartmouth.edu/pages/faculty/ken.french/data_library.html',
    readOn: '2026-11-29'
  },
  kinds: ['factors'],
  origins: ['https://mba.tuck.dartmouth.edu'],
  browser: 'no',
  key: 'none',
  keyFields: [],
  limits: [{ calls: 1, seconds: 1 }],
  parallel: 1,
  ask(question) {
    if (question.kind !== 'factors' || !SET.test(question.set)) return undefined;
    return { url: `${ROOT}/${question.set}_CSV.zip` };
  },
  read(question, reply) {
    const status = textStatus(reply);
    if (status) return status;
    if (question.kind !== 'factors') return notAsked(question.kind);
    const text = tableOf(reply);
    return typeof text === 'string' ? readTable(text) : text;
  }
};

/** Text of the one table of an archive. */
function tableOf({ bytes }: ProviderReply): string | ProviderReading {
  if (!bytes || bytes.length === 0) return unexpected('', 'an archive was expected, the reply is empty');
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => /\.csv$/i.test(name) && originalSize <= MOST_BYTES
    });
  } catch (error) {
    return unexpected('', `a zip was expected: ${error instanceof Error ? error.message : String(error)}`);
  }
  const [table, ...more] = Object.values(files);
  if (!table || more.length > 0) {
    return unexpected('', 'an archive of one table', Object.keys(files).join(', '));
  }
  return strFromU8(table);
}

function readTable(text: string): ProviderReading {
  const read = factorsFromText(text);
  if (read.status === 'bad') {
    const [problem] = read.problems;
    const path = [problem?.line === undefined ? '' : `line ${problem.line}`, problem?.field ?? '']
      .filter((part) => part !== '')
      .join(', ');
    const said = problem?.text === undefined ? '' : `: ${problem.text}`;
    return unexpected(path, `${problem?.code ?? 'unreadable'}${said}`);
  }
  if (read.unit !== 'percent') return unexpected('', 'returns in percent were expected');
  if (read.series.days.length === 0) return nothingInRange;
  const factors = read.series;
  const left = read.missing > 0 ? { text: `${read.missing} returns are missing` } : {};
  return { status: 'answered', answer: { kind: 'factors', factors }, ...left };
}
