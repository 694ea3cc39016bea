import { exposeJobs } from '$lib/compute/worker';
import { accountShares } from './value/account-shares';
import { actions, proposeAction } from './value/corporate-actions';
import { demoKept, keepDemo, keepDemoHistory } from './value/demo';
import { explain } from './value/explain';
import { health, mend } from './value/health';
import { holdingsView, returnsView } from './value/holdings-view';
import { income } from './value/income';
import { instrumentView } from './value/instrument';
import { instrumentList } from './value/instrument-list';
import { instrumentMarket } from './value/instrument-market';
import { overview } from './value/overview';
import { priceDays } from './value/price-days';
import { realised } from './value/realised';
import { standing } from './value/standing';
import { balances, reconcile } from './value/reconcile';
import { summary } from './value/summary';
import { trades } from './value/trades';

const jobs = {
  standing,
  summary,
  overview,
  holdings: holdingsView,
  returns: returnsView,
  trades,
  accountShares,
  explain,
  instrument: instrumentView,
  instrumentList,
  instrumentMarket,
  health,
  mend,
  income,
  priceDays,
  realised,
  balances,
  reconcile,
  actions,
  proposeAction,
  demoKept,
  keepDemo,
  keepDemoHistory
};

/** The jobs behind this door, for the types of its callers. */
export type ValueJobs = typeof jobs;

exposeJobs(jobs);
