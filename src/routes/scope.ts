import type { Day } from '$lib/domain/calendar';
import { accountId, type AccountId } from '$lib/domain/ledger';
import { currencyCode, type CurrencyCode } from '$lib/domain/money';
import { session } from '$lib/state/session.svelte';
import type { ShellScope } from '$lib/ui/shell';
import { frameTexts } from '$lib/ui/texts';

/** Currencies offered besides those of the accounts. */
export const offeredCurrencies = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'SEK', 'NOK', 'DKK'].map(
  currencyCode
);
const ALL = '';
const OWNER = 'owner ';

/** Whose accounts, which day, which currency: the pickers of the top bar. */
export function shellScope(): ShellScope {
  const { summary, question } = session;
  if (!summary || !question) return {};
  const chosen = question.accounts?.length === 1 ? question.accounts[0] : undefined;
  const chosenName = summary.accounts.find((one) => one.id === chosen)?.name;
  const owners = [...new Set(summary.accounts.flatMap(({ owner }) => owner ?? []))];
  const ofOwner = (owner: string): AccountId[] =>
    summary.accounts.flatMap((one) => (one.owner === owner ? [one.id] : []));
  const accountsNamed = (value: string): AccountId[] =>
    value.startsWith(OWNER) ? ofOwner(value.slice(OWNER.length)) : [accountId(value)];
  const picked = question.accounts;
  const whose =
    chosen !== undefined || picked === undefined
      ? undefined
      : owners.find(
          (owner) => ofOwner(owner).length === picked.length && ofOwner(owner).every((id) => picked.includes(id))
        );
  const currencies = [
    ...new Set<CurrencyCode>([summary.base, ...summary.accounts.map((one) => one.currency), ...offeredCurrencies])
  ];
  return {
    accounts: {
      options: [
        { value: ALL, label: frameTexts.allAccounts },
        ...owners.map((owner) => ({ value: `${OWNER}${owner}`, label: owner, hint: frameTexts.owner })),
        ...summary.accounts.map((one) => ({ value: one.id, label: one.name, hint: one.currency }))
      ],
      value: chosen ?? (whose === undefined ? ALL : `${OWNER}${whose}`),
      label: chosenName ?? whose ?? `${frameTexts.allAccounts} ${question.accounts?.length ?? summary.accounts.length}`,
      onpick: (value) => void session.choose({ accounts: value === ALL ? undefined : accountsNamed(value) })
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
