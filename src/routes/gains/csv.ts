import { dayText } from '$lib/domain/calendar';
import type { RealisedView } from '$lib/services/realised-gains';
import { copyText } from '$lib/ui/format';
import { gainsTexts } from '$lib/ui/texts';
import { groupTitle, type GainLine } from './rows';

const heads = gainsTexts.csv;

/** What is shown as a table for other programs: decimals exact, days ISO 8601, UTF-8, lines ended by CRLF (RFC 4180). */
export function gainsCsv(view: RealisedView, lines: readonly GainLine[]): string {
  const rows = lines.map(({ gain, symbol, name, account, group, denied }) => {
    const known = gain.gain !== undefined;
    return [
      dayText(gain.closed),
      gain.opened === undefined ? '' : dayText(gain.opened),
      symbol,
      name,
      account,
      gain.owner,
      gainsTexts.matchings[gain.matching],
      view.byTerm ? groupTitle(view, group) : '',
      copyText(gain.quantity),
      known ? copyText(gain.proceeds.amount) : '',
      known ? copyText(gain.cost.amount) : '',
      known ? copyText(denied) : '',
      known ? copyText(gain.gain) : '',
      view.taxCurrency,
      gain.missing.map(({ currency, day }) => `${currency} ${dayText(day)}`).join('; '),
      gain.event
    ];
  });
  return [Object.values(heads), ...rows, []].map((cells) => cells.map(quoted).join(',')).join('\r\n');
}

/** Name of the file. */
export function csvName(view: RealisedView): string {
  return `realised-gains-${view.year?.year ?? 'none'}-${view.rule}-${view.taxCurrency}.csv`;
}

// A cell that a spreadsheet would take for a formula is led by an apostrophe; numbers are left alone.
function quoted(cell: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.]+$)/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
