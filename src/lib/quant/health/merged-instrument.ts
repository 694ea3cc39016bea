import { instrumentId, type Instrument, type InstrumentId } from '$lib/domain/instruments';
import { withNames } from '$lib/domain/ledger';
import type { Mend, ProposedAct } from './health';
import type { HealthView } from './health-view';

/** Id of the instrument that stays. */
export const keptId = instrumentId;

/**
 * Mend that makes one instrument of two: every transaction of the doubled one is amended to the one that stays, and the
 * doubled one gives up the names they share.
 */
export function mergedInto(view: HealthView, doubled: Instrument, kept: InstrumentId): Mend {
  const acts = view.live.flatMap(({ event, transaction }): ProposedAct[] => {
    const renamed = withNames(
      transaction,
      (account) => account,
      (instrument) => (instrument === doubled.id ? kept : instrument)
    );
    return JSON.stringify(renamed, bigText) === JSON.stringify(transaction, bigText)
      ? []
      : [{ act: 'amend', event, transaction: renamed }];
  });
  const stays = view.instruments.find(({ id }) => id === kept);
  const shared = new Set(stays?.identifiers.map(({ scheme, value }) => `${scheme}|${value.toUpperCase()}`));
  return {
    how: 'merge-instruments',
    acts,
    instruments: [
      {
        ...doubled,
        identifiers: doubled.identifiers.filter(({ scheme, value }) => !shared.has(`${scheme}|${value.toUpperCase()}`))
      }
    ]
  };
}

function bigText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
