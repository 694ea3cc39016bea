import { needReweighting, type SpokenView, type ViewsMethod } from '$lib/services/optimize-views';
import { session } from '$lib/state/session.svelte';

type Read = (key: string) => string | undefined;

/** How views count, as the address has it: `views-by`, `pool`, and `trust` as "0.5 me; 0.3 Anna". */
export function viewsMethodFrom(read: Read, views: readonly SpokenView[]): ViewsMethod {
  const reweighting = needReweighting(views) || read('views-by') === 'reweighting';
  return {
    counted: reweighting ? 'reweighting' : 'moving-returns',
    pooling: read('pool') === 'logarithmic' ? 'logarithmic' : 'linear',
    trust: trustFrom(read('trust'))
  };
}

function trustFrom(text: string | undefined): ViewsMethod['trust'] {
  const trust: Record<string, number> = {};
  for (const part of (text ?? '').split(';')) {
    const [figure = '', ...name] = part.trim().split(' ');
    const value = Number(figure);
    if (figure !== '' && value >= 0 && value <= 1) trust[name.join(' ')] = value;
  }
  return trust;
}

/** Writes the trust in a holder into the address. */
export function writeTrust(trust: ViewsMethod['trust'], holder: string, value: number | undefined): void {
  const next = { ...trust, [holder]: value };
  const parts = Object.entries(next).flatMap(([name, each]) => (each === undefined ? [] : [`${each} ${name}`.trim()]));
  void session.write({ trust: parts.length === 0 ? undefined : parts.join('; ') });
}
