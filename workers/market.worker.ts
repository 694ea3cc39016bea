import { exposeJobs } from '$lib/compute/worker';
import { probeSource, searchListings } from './market/ask-source';
import { compareSources } from './market/compare';
import { fetchAll } from './market/fetch-all';
import { fetchPlan } from './market/plan';

const jobs = { fetchPlan, fetchAll, probeSource, searchListings, compareSources };

/** The jobs behind this door, for the types of its callers. */
export type MarketJobs = typeof jobs;

exposeJobs(jobs);
