import { readFile, saveFile } from '$lib/platform/files';
import type { SpokenRule } from './optimize-rules';

/** What a file of rules calls itself, and the version that is written. */
export const RULES_FORMAT = 'sextant-rules';
export const RULES_VERSION = 1;

/** What is wrong with a file of rules: of the whole, or of one entry, counted from 1. */
export type RulesFileProblem =
  | { readonly code: 'not-json' | 'not-rules' }
  | { readonly code: 'newer'; readonly version: string }
  | { readonly code: 'not-a-rule'; readonly entry: number }
  | { readonly code: 'unknown-kind'; readonly entry: number; readonly kind: string; readonly kinds: readonly string[] }
  | {
      readonly code: 'missing' | 'wrong' | 'unknown-field';
      readonly entry: number;
      readonly kind: string;
      readonly field: string;
      readonly wants: string;
    }
  | { readonly code: 'no-limit' | 'crossed'; readonly entry: number; readonly kind: string };

/** The rules of a file; with problems there are none, for half a set of rules is another set. */
export interface ReadRules {
  readonly rules: readonly SpokenRule[];
  readonly problems: readonly RulesFileProblem[];
}

type Wants = 'text' | 'number' | 'fraction' | 'true' | 'tiers';
interface Shape {
  readonly needs?: Readonly<Record<string, Wants>>;
  readonly may?: Readonly<Record<string, Wants>>;
  /** True where the rule has a lower limit, an upper one or both. */
  readonly limits?: true;
}

const upper: Shape = { needs: { upper: 'fraction' } };
const about: Shape = { may: { of: 'text' } };
/** What each kind of rule is made of. */
const shapes: Readonly<Record<SpokenRule['kind'], Shape>> = {
  weight: { needs: { of: 'text' }, may: { lookThrough: 'true' }, limits: true },
  each: { limits: true },
  cash: { limits: true },
  turnover: upper,
  volatility: upper,
  'tracking-error': upper,
  'trade-size': upper,
  short: { ...upper, ...about },
  exclusion: about,
  'no-sale': about,
  'no-buy': about,
  yield: { limits: true },
  beta: { may: { to: 'text' }, limits: true },
  figure: { needs: { figure: 'text' }, limits: true },
  'net-exposure': { may: { lookThrough: 'true' }, limits: true },
  'gross-exposure': { ...upper, may: { lookThrough: 'true' } },
  borrowing: { needs: { upper: 'fraction', tiers: 'tiers' } },
  positions: { needs: { most: 'number' }, ...about },
  'position-size': { needs: { least: 'fraction' }, may: { of: 'text', count: 'number' } },
  margin: { needs: { rate: 'fraction' }, may: { fall: 'fraction' } },
  'realised-gains': { ...upper, may: { money: 'true' } }
};

/** Rules as the text of a file. */
export function rulesFileText(rules: readonly SpokenRule[]): string {
  return `${JSON.stringify({ format: RULES_FORMAT, version: RULES_VERSION, rules }, undefined, 2)}\n`;
}

/** The rules that the text of a file says, or every problem that it has. */
export function rulesFromText(text: string): ReadRules {
  const refused = (problem: RulesFileProblem): ReadRules => ({ rules: [], problems: [problem] });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return refused({ code: 'not-json' });
    throw error;
  }
  if (!isRecord(content) || content['format'] !== RULES_FORMAT || !Array.isArray(content['rules']))
    return refused({ code: 'not-rules' });
  const { version } = content;
  if (typeof version !== 'number') return refused({ code: 'not-rules' });
  if (version > RULES_VERSION) return refused({ code: 'newer', version: String(version) });
  const rules: unknown[] = content['rules'];
  const problems = rules.flatMap((rule, at) => problemsOf(rule, at + 1));
  // Every field of every entry was checked against the shape of its kind.
  return problems.length > 0 ? { rules: [], problems } : { rules: rules as SpokenRule[], problems };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function problemsOf(rule: unknown, entry: number): RulesFileProblem[] {
  if (!isRecord(rule) || typeof rule['kind'] !== 'string') return [{ code: 'not-a-rule', entry }];
  const { kind } = rule;
  const shape = Object.entries(shapes).find(([name]) => name === kind)?.[1];
  if (!shape) return [{ code: 'unknown-kind', entry, kind, kinds: Object.keys(shapes) }];
  const limits: Record<string, Wants> = shape.limits ? { lower: 'number', upper: 'number' } : {};
  const fields: Record<string, Wants> = { ...shape.needs, ...shape.may, ...limits };
  const problems: RulesFileProblem[] = [];
  for (const [field, wants] of Object.entries(shape.needs ?? {}))
    if (rule[field] === undefined) problems.push({ code: 'missing', entry, kind, field, wants });
  for (const [field, value] of Object.entries(rule)) {
    const wants = fields[field];
    if (field === 'kind') continue;
    if (wants === undefined)
      problems.push({ code: 'unknown-field', entry, kind, field, wants: Object.keys(fields).join(', ') });
    else if (!fits(value, wants)) problems.push({ code: 'wrong', entry, kind, field, wants });
  }
  if (problems.length > 0 || !shape.limits) return problems;
  const { lower, upper: most } = rule;
  if (lower === undefined && most === undefined) return [{ code: 'no-limit', entry, kind }];
  return Number(lower ?? -Infinity) > Number(most ?? Infinity) ? [{ code: 'crossed', entry, kind }] : [];
}

function fits(value: unknown, wants: Wants): boolean {
  switch (wants) {
    case 'text':
      return typeof value === 'string' && value.trim() !== '' && !/[;\n]/.test(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'fraction':
      return typeof value === 'number' && value >= 0 && Number.isFinite(value);
    case 'true':
      return value === true;
    case 'tiers':
      return Array.isArray(value) && value.length > 0 && value.every(isTier) && rises(value);
  }
}

interface Tier {
  readonly spread: number;
  readonly upTo?: number;
}

function isTier(value: unknown): value is Tier {
  if (!isRecord(value) || !fits(value['spread'], 'fraction')) return false;
  return value['upTo'] === undefined || fits(value['upTo'], 'fraction');
}

const rises = (tiers: readonly Tier[]): boolean =>
  tiers.every(
    ({ spread, upTo }, k) =>
      spread >= (tiers[k - 1]?.spread ?? 0) &&
      (upTo === undefined) === (k === tiers.length - 1) &&
      (upTo ?? Infinity) > (tiers[k - 1]?.upTo ?? 0)
  );

/** Hands rules to the user as a file. */
export function saveRules(rules: readonly SpokenRule[]): void {
  saveFile(rulesFileText(rules), 'rules.json', 'application/json');
}

/** Rules from a file. */
export async function openRules(file: File): Promise<ReadRules> {
  return rulesFromText(new TextDecoder().decode(await readFile(file)));
}
