import { exposeJobs } from '$lib/compute/worker';
import { exported } from './vault/exported';
import { make } from './vault/make';
import { keepParquet, marketParquet, retainMarket } from './vault/market-files';
import { newSeal, reseal, unseal } from './vault/reseal';
import { close, open, restore } from './vault/restore';

const jobs = {
  make,
  open,
  restore,
  close,
  exported,
  newSeal,
  unseal,
  reseal,
  marketParquet,
  keepParquet,
  retainMarket
};

/** The jobs behind this door, for the types of its callers. */
export type VaultJobs = typeof jobs;

exposeJobs(jobs);
