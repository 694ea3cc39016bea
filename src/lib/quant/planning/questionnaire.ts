import { profileNames, type ProfileName } from './risk-profile';

/** What a question asks about: what a person can lose, or wants to bear. */
export type QuestionSubject = 'capacity' | 'willingness';

interface Option {
  /** 0 for the least risk to 4 for the most. */
  readonly points: number;
  /** The most daring profile that this answer leaves open, whatever the others say. */
  readonly most?: ProfileName;
}

const catalog = {
  horizon: {
    subject: 'capacity',
    options: {
      'under-3': { points: 0, most: 'conservative' },
      '3-to-5': { points: 1, most: 'balanced' },
      '5-to-10': { points: 2 },
      '10-to-20': { points: 3 },
      'over-20': { points: 4 }
    }
  },
  reserve: {
    subject: 'capacity',
    options: {
      none: { points: 0, most: 'conservative' },
      'under-3-months': { points: 1, most: 'balanced' },
      '3-to-6-months': { points: 3 },
      'over-6-months': { points: 4 }
    }
  },
  income: {
    subject: 'capacity',
    options: { uncertain: { points: 0, most: 'growth' }, steady: { points: 3 }, secure: { points: 4 } }
  },
  part: {
    subject: 'capacity',
    options: {
      'nearly-all': { points: 0, most: 'growth' },
      'over-half': { points: 1 },
      'under-half': { points: 3 },
      little: { points: 4 }
    }
  },
  withdrawals: {
    subject: 'capacity',
    options: { 'live-from-it': { points: 0, most: 'balanced' }, partly: { points: 2 }, none: { points: 4 } }
  },
  fall: {
    subject: 'willingness',
    options: {
      'sell-all': { points: 0, most: 'conservative' },
      'sell-some': { points: 1, most: 'balanced' },
      keep: { points: 3 },
      'buy-more': { points: 4 }
    }
  },
  outcomes: {
    subject: 'willingness',
    options: { calm: { points: 0 }, mild: { points: 1 }, lively: { points: 3 }, wild: { points: 4 } }
  },
  experience: {
    subject: 'willingness',
    options: { none: { points: 0, most: 'balanced' }, some: { points: 2 }, 'through-a-fall': { points: 4 } }
  }
} as const satisfies Record<
  string,
  { readonly subject: QuestionSubject; readonly options: Readonly<Record<string, Option>> }
>;

type Catalog = typeof catalog;
export type QuestionName = keyof Catalog;
/** The answers that a question offers. */
export type AnswerTo<Q extends QuestionName> = keyof Catalog[Q]['options'] & string;
/** Answers so far. */
export type RiskAnswers = { readonly [Q in QuestionName]?: AnswerTo<Q> };

/** The questions in the order they are asked, with the answers they offer, from the most careful. */
export const riskQuestions = (Object.keys(catalog) as QuestionName[]).map((name) => ({
  name,
  subject: catalog[name].subject as QuestionSubject,
  answers: Object.keys(catalog[name].options)
}));

/** The answers that an earlier record still gives: those to questions that are asked, with answers that are offered. */
export function knownAnswers(record: unknown): RiskAnswers {
  const given: Readonly<Record<string, unknown>> = typeof record === 'object' && record !== null ? { ...record } : {};
  return Object.fromEntries(
    riskQuestions.flatMap(({ name, answers }) => {
      const answer = given[name];
      return typeof answer === 'string' && answers.includes(answer) ? [[name, answer]] : [];
    })
  ) as RiskAnswers;
}

/** What the answers come to. */
export interface Suitability {
  readonly profile: ProfileName;
  /** Mean points of the questions on a subject, from 0 to 1. */
  readonly capacity: number;
  readonly willingness: number;
  /** What decides: the lesser of the two, or answers that leave no more than the profile open. */
  readonly boundBy: QuestionSubject | 'caps';
  /** Questions whose answers leave no more than the profile open, where points alone would have given more. */
  readonly caps: readonly QuestionName[];
  /** Wants the widest outcomes and would sell all in a fall: worth another look. */
  readonly contradicts: boolean;
}

const place = (profile: ProfileName): number => profileNames.indexOf(profile);
/** Mean points at which the next profile begins. */
const STEPS = [0.3, 0.55, 0.8];

function optionOf(name: QuestionName, answer: string): Option {
  const options: Readonly<Record<string, Option>> = catalog[name].options;
  const option = Object.hasOwn(options, answer) ? options[answer] : undefined;
  if (!option) throw new RangeError(`${answer} is no answer to ${name}`);
  return option;
}

/**
 * The profile that answers come to: what a person can lose and what they want to bear are scored apart, the lesser
 * counts, and single answers cap it (a short horizon, no reserve). A more careful answer never gives a more daring
 * profile. Undefined until every question is answered. @throws RangeError on an answer that is not offered.
 * Source of the two sides: ESMA, Guidelines on certain aspects of the MiFID II suitability requirements (2018).
 */
export function suitableProfile(answers: RiskAnswers): Suitability | undefined {
  const means = { capacity: 0, willingness: 0 };
  const caps: { name: QuestionName; most: number }[] = [];
  for (const { name, subject } of riskQuestions) {
    const answer = answers[name];
    if (answer === undefined) return undefined;
    const { points, most } = optionOf(name, answer);
    means[subject] += points / 4 / riskQuestions.filter((one) => one.subject === subject).length;
    if (most) caps.push({ name, most: place(most) });
  }
  const lesser: QuestionSubject = means.capacity <= means.willingness ? 'capacity' : 'willingness';
  const byPoints = STEPS.filter((step) => means[lesser] >= step - 1e-12).length;
  const byCaps = Math.min(profileNames.length - 1, ...caps.map(({ most }) => most));
  const at = Math.min(byPoints, byCaps);
  return {
    profile: profileNames[at] ?? 'conservative',
    capacity: means.capacity,
    willingness: means.willingness,
    boundBy: byCaps < byPoints ? 'caps' : lesser,
    caps: byCaps < byPoints ? caps.filter(({ most }) => most === byCaps).map(({ name }) => name) : [],
    contradicts: answers.outcomes === 'wild' && answers.fall === 'sell-all'
  };
}
