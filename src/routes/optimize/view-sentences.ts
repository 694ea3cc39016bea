import type { SpokenView } from '$lib/services/optimize-views';
import { optimizeTexts } from '$lib/ui/texts';
import { percentText } from './figures';

const { viewSentences: texts } = optimizeTexts;

/** A view as a sentence. Reading it again gives the view. */
export function printView({ of, value, moreThan, sure }: SpokenView): string {
  const sentence =
    moreThan === undefined ? texts.alone(of, percentText(value)) : texts.pair(of, percentText(value), moreThan);
  return sure === undefined ? sentence : texts.sure(sentence, percentText(sure));
}

/** Views as the address has them. */
export function printViews(views: readonly SpokenView[]): string {
  return views.map(printView).join('; ');
}

const sureForm = /^(.+?)[,\s]+(?:i am |i'm )?(\d+(?:[.,]\d+)?)\s*(?:%|percent)?\s+(?:sure|certain|confident)$/i;
const verb = '(?:earns?|returns?|makes?|will earn|will return|gains?|yields?)';
const figure = '([-−]?\\d+(?:[.,]\\d+)?)\\s*(?:%|percent)?';
const pairForm = new RegExp(`^(.+?)\\s+${verb}\\s+${figure}\\s+(more|less) than\\s+(.+)$`, 'i');
const beatForm = new RegExp(`^(.+?)\\s+(?:beats|outperforms)\\s+(.+?)\\s+by\\s+${figure}$`, 'i');
const aloneForm = new RegExp(`^(.+?)\\s+${verb}\\s+${figure}(?:\\s+a year)?$`, 'i');

function fraction(text: string | undefined): number {
  return Number((Number((text ?? '').replace(',', '.').replace('−', '-')) / 100).toFixed(8));
}

/** One sentence as a view, undefined when it says none. */
export function readView(sentence: string): SpokenView | undefined {
  const said = sentence.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
  const certain = sureForm.exec(said);
  const sure = certain ? fraction(certain[2]) : undefined;
  if (sure !== undefined && sure > 1) return undefined;
  const core = certain?.[1] ?? said;
  const rest = sure === undefined ? {} : { sure };
  const pair = pairForm.exec(core);
  if (pair) {
    const [, of = '', value, more, moreThan = ''] = pair;
    const apart = fraction(value);
    return { of, value: more?.toLowerCase() === 'less' ? 0 - apart : apart, moreThan, ...rest };
  }
  const beats = beatForm.exec(core);
  if (beats) return { of: beats[1] ?? '', value: fraction(beats[3]), moreThan: beats[2] ?? '', ...rest };
  const alone = aloneForm.exec(core);
  return alone ? { of: alone[1] ?? '', value: fraction(alone[2]), ...rest } : undefined;
}

/** Views of a list of sentences, and the sentences that say none. */
export function readViews(text: string): { views: SpokenView[]; notUnderstood: string[] } {
  const views: SpokenView[] = [];
  const notUnderstood: string[] = [];
  for (const part of text.split(/[;\n]/)) {
    const said = part.trim();
    if (said === '') continue;
    const view = readView(said);
    if (view) views.push(view);
    else notUnderstood.push(said);
  }
  return { views, notUnderstood };
}
