import type { MarketSource } from '$lib/services/market-sources';
import { dataTexts as texts } from '$lib/ui/texts';
import { momentText } from '../moments';

/** What a source has. */
export const kindsText = ({ provider }: MarketSource): string =>
  provider.kinds.map((kind) => texts.kinds[kind] ?? kind).join(', ');

/** What a source asks of the person. */
export function needsText({ provider }: MarketSource): string {
  if (provider.asked === false) return texts.needs.file;
  const needs = [
    ...(provider.key === 'required' ? [texts.needs.key] : []),
    ...(provider.key === 'optional' ? [texts.needs['optional-key']] : []),
    ...(provider.browser === 'no' ? [texts.needs.proxy] : [])
  ];
  return needs.length === 0 ? texts.needs.nothing : needs.join(', ');
}

/** How a source stands. */
export function standingText({ standing, row, pausedUntil }: MarketSource): string {
  if (row?.enabled && pausedUntil !== undefined) return texts.pausedUntil(momentText(pausedUntil));
  if (standing === 'works' && row?.lastSuccessAt !== undefined) return texts.worksSince(momentText(row.lastSuccessAt));
  return texts.standing[standing] ?? standing;
}

/** How much of the limit that is nearest to its end is used. */
export function usedText({ provider, quota }: MarketSource): string {
  if (provider.asked === false) return '';
  const nearest = [...quota].sort((a, b) => b.used / b.calls - a.used / a.calls || b.seconds - a.seconds)[0];
  return nearest ? texts.used(nearest.used, nearest.calls, nearest.seconds) : texts.unlimited;
}
