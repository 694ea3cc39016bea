import { plusDays } from '$lib/domain/calendar';
import type { LedgerWarning, Transaction } from '$lib/domain/ledger';
import { money, ZERO } from '$lib/domain/money';
import type { HealthCheck } from '../check';
import type { Finding, Mend } from '../health';
import type { HealthView } from '../health-view';

/** Units that were there before the record begins, at a cost that is not known. */
function openingMend(view: HealthView, warning: LedgerWarning): Mend {
  const { account, instrument, quantity } = warning;
  const currency = view.instrumentOf.get(instrument)?.currency ?? view.accountOf.get(account)?.currency;
  const first =
    view.live.find(({ transaction }) => transaction.account === account)?.transaction.tradeDay ?? warning.day;
  const day = plusDays(first < warning.day ? first : warning.day, -1);
  return {
    how: 'open-position',
    acts: currency
      ? [
          {
            act: 'post',
            transaction: {
              verb: 'opening-position',
              account,
              tradeDay: day,
              settlementDay: day,
              instrument,
              quantity,
              cost: money(ZERO, currency)
            }
          }
        ]
      : []
  };
}

function fromWarning(
  code: LedgerWarning['code'],
  mendOf: (view: HealthView, warning: LedgerWarning) => Mend
): HealthCheck['findings'] {
  return (view) =>
    view.fold.warnings
      .filter((warning) => warning.code === code)
      .map((warning): Finding => {
        const { account, instrument, day, event, quantity } = warning;
        return {
          key: `${code}:${event}`,
          account,
          instrument,
          day,
          events: [event],
          facts: { quantity },
          mend: mendOf(view, warning)
        };
      });
}

/** The same trade under another verb. */
function renamed(view: HealthView, warning: LedgerWarning, verb: 'buy', how: Mend['how']): Mend {
  const known = view.byEvent.get(warning.event)?.transaction;
  if (known?.verb !== 'buy-to-cover') return { how };
  const transaction: Transaction = { ...known, verb };
  return { how, acts: [{ act: 'amend', event: warning.event, transaction }] };
}

/** More units sold than were held: the lots would be negative. */
export const oversold: HealthCheck = {
  id: 'oversold',
  gravity: 'error',
  findings: fromWarning('oversold', openingMend)
};

/** More units sent to another account than were held. */
export const overtransferred: HealthCheck = {
  id: 'overtransferred',
  gravity: 'error',
  findings: fromWarning('overtransferred', openingMend)
};

/** More units bought to cover than were short. */
export const overcovered: HealthCheck = {
  id: 'overcovered',
  gravity: 'doubt',
  findings: fromWarning('overcovered', (view, warning) => renamed(view, warning, 'buy', 'buy'))
};
