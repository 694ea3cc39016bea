import { exposeJobs } from '$lib/compute/worker';
import { draftBasis, draftShortfalls, eventHistory, plansDue, versionsNow } from './ledger/drafts';
import { ledgerEvents, ledgerPage, ledgerPositions } from './ledger/page';

const jobs = {
  ledgerPage,
  ledgerPositions,
  ledgerEvents,
  eventHistory,
  draftShortfalls,
  draftBasis,
  plansDue,
  versionsNow
};

/** The jobs behind this door, for the types of its callers. */
export type LedgerJobs = typeof jobs;

exposeJobs(jobs);
