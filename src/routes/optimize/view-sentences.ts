import type { SpokenReturn, SpokenView } from '$lib/services/optimize-views';
import { optimizeTexts } from '$lib/ui/texts';
import { percentText } from './figures';
import { printShape, readShape } from './shape-sentences';

const { viewSentences: texts } = optimizeTexts;

/** A view as a sentence. Reading it again gives the view. */
export function printView(view: SpokenView): string {
  const sentence = view.kind === undefined ? printReturn(view) : printShape(view);
  const held = view.by === undefined ? sentence : texts.says(view.by, sentence);
  return view.sure === undefined ? held : texts.sure(held, percentText(view.sure));
}

function printReturn({ of, value, moreThan }: SpokenReturn): string {
  return moreThan === undefined ? texts.alone(of, percentText(value)) : texts.pair(of, percentText(value), moreThan);
}

/** Views as the address has them. */
export function printViews(views: readonly SpokenView[]): string {
  return views.map(printView).join('; ');
}

const sureForm = /^(.+?)[,\s]+(?:i am |i'm )?(\d+(?:[.,]\d+)?)\s*(?:%|percent)?\s+(?:sure|certain|confident)$/i;
const saysForm = /^(.+?)\s+says\s+(.+)$/i;
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
  const heard = saysForm.exec(certain?.[1] ?? said);
  const core = heard?.[2] ?? certain?.[1] ?? said;
  const view = readReturn(core) ?? readShape(core);
  if (view === undefined) return undefined;
  return { ...view, ...(sure === undefined ? {} : { sure }), ...(heard?.[1] === undefined ? {} : { by: heard[1] }) };
}

function readReturn(core: string): SpokenReturn | undefined {
  const pair = pairForm.exec(core);
  if (pair) {
    const [, of = '', value, more, moreThan = ''] = pair;
    const apart = fraction(value);
    return { of, value: more?.toLowerCase() === 'less' ? 0 - apart : apart, moreThan };
  }
  const beats = beatForm.exec(core);
  if (beats) return { of: beats[1] ?? '', value: fraction(beats[3]), moreThan: beats[2] ?? '' };
  const alone = aloneForm.exec(core);
  return alone ? { of: alone[1] ?? '', value: fraction(alone[2]) } : undefined;
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
