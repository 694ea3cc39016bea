import type { Day } from '$lib/domain/calendar';
import { accountId } from '$lib/domain/ledger';
import { currencyCode, type CurrencyCode } from '$lib/domain/money';
import { session } from '$lib/state/session.svelte';
import type { ShellScope } from '$lib/ui/shell';
import { frameTexts } from '$lib/ui/texts';

/** Currencies offered besides those of the accounts. */
export const offeredCurrencies = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'SEK', 'NOK', 'DKK'].map(
  currencyCode
);
const ALL = '';

/** Whose accounts, which day, which currency: the pickers of the top bar. */
export function shellScope(): ShellScope {
  const { summary, question } = session;
  if (!summary || !question) return {};
  const chosen = question.accounts?.length === 1 ? question.accounts[0] : undefined;
  const chosenName = summary.accounts.find((one) => one.id === chosen)?.name;
  const currencies = [
    ...new Set<CurrencyCode>([summary.base, ...summary.accounts.map((one) => one.currency), ...offeredCurrencies])
  ];
  return {
    accounts: {
      options: [
        { value: ALL, label: frameTexts.allAccounts },
        ...summary.accounts.map((one) => ({ value: one.id, label: one.name, hint: one.currency }))
      ],
      value: chosen ?? ALL,
      label: chosenName ?? `${frameTexts.allAccounts} ${summary.accounts.length}`,
      onpick: (value) => void session.choose({ accounts: value === ALL ? undefined : [accountId(value)] })
    },
    day: {
      value: question.asOf,
      ...(summary.firstDay === undefined ? {} : { min: summary.firstDay }),
      ...(summary.asOf === undefined ? {} : { max: summary.asOf }),
      onpick: (day: Day) => void session.choose({ asOf: day === summary.asOf ? undefined : day })
    },
    currency: {
      options: currencies.map((code) => ({ value: code, label: code })),
      value: question.base,
      label: question.base,
      onpick: (code) => void session.choose({ base: code === summary.base ? undefined : currencyCode(code) })
    }
  };
}
