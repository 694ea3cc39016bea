import { dayFromNumber } from '$lib/domain/calendar';
import type { Fundamentals, MarketEvents, NewsItem } from '$lib/domain/market';
import { currencyFromCode } from '$lib/domain/money';
import { today } from '$lib/services/edit-ledger';
import type { ComparedSource } from '$lib/services/instrument-market';
import { axisMoney, count, date, MISSING, percent, price, ratio } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { instrumentsTexts as texts } from '$lib/ui/texts';

/** Each source that was compared: days that both have, the same, other ones, and the largest difference. */
export function comparedRows(compared: readonly ComparedSource[], sourceName: (id: string) => string): SumRow[] {
  return compared.map(({ source, result }) => {
    const [most] = result.differences;
    const lacking = result.onlyFirst + result.onlySecond;
    return {
      key: source,
      cells: [
        {
          text: sourceName(source),
          ...(lacking > 0 ? { title: texts.lacksDays(result.onlyFirst, result.onlySecond) } : {})
        },
        count(result.common),
        count(result.same),
        { text: count(result.differences.length), ...(most ? { tone: 'warn' as const } : {}) },
        most ? percent(most.relative, { digits: 2, sign: 'change' }) : MISSING,
        most ? date(dayFromNumber(most.day)) : MISSING
      ]
    };
  });
}

/** Figures that a source told, those that it did not left out. */
export function figureItems(told: Fundamentals): { label: string; value: string }[] {
  const { figures } = texts;
  const code = told.currency === undefined ? undefined : currencyFromCode(told.currency)?.code;
  const text = (label: string, value: string | undefined) => (value === undefined ? [] : [{ label, value }]);
  const shown = (label: string, value: number | undefined, how: (value: number) => string) =>
    value === undefined ? [] : [{ label, value: how(value) }];
  const now = today();
  return [
    ...text(figures.sector, told.sector),
    ...text(figures.industry, told.industry),
    ...text(figures.country, told.country),
    ...shown(figures.marketCapitalization, told.marketCapitalization, (value) =>
      code === undefined ? count(value) : axisMoney(value, code)
    ),
    ...shown(figures.sharesOutstanding, told.sharesOutstanding, count),
    ...shown(figures.priceToEarnings, told.priceToEarnings, ratio),
    ...shown(figures.priceToBook, told.priceToBook, ratio),
    ...shown(figures.dividendYield, told.dividendYield, (value) => percent(value, { digits: 2 })),
    ...shown(figures.earningsPerShare, told.earningsPerShare, (value) =>
      code === undefined ? ratio(value) : price(value, code)
    ),
    ...shown(figures.beta, told.beta, ratio),
    ...shown(
      figures.next,
      told.earningsDays?.find((day) => day >= now),
      (day) => date(dayFromNumber(day))
    )
  ];
}

/** Splits and dividends, the newest first. */
export function eventRows({ splits, dividends }: Pick<MarketEvents, 'splits' | 'dividends'>): SumRow[] {
  const rows = [
    ...splits.map((one) => ({
      ...{ day: one.day, what: texts.split, amount: texts.ratio(one.numerator, one.denominator) }
    })),
    ...dividends.map((one) => ({ day: one.day, what: texts.dividend, amount: price(one.amount, one.currency) }))
  ];
  return rows
    .sort((a, b) => b.day - a.day)
    .map(({ day, what, amount }, at) => ({
      key: `${day} ${what} ${at}`,
      cells: [date(dayFromNumber(day)), what, amount]
    }));
}

/** Day on which news were seen. */
export const newsDay = ({ seenAt }: NewsItem): string => date(dayFromNumber(Math.floor(seenAt / 86_400_000)));
