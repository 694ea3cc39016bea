/** Texts of the risk profile, its questions and the goal. Figures arrive formatted. */
export const profileTexts = {
  title: 'Profile and goal',
  profile: 'Profile',
  own: 'Your own settings',
  names: { conservative: 'Conservative', balanced: 'Balanced', growth: 'Growth', aggressive: 'Aggressive' },
  hint: (volatility: string, loss: string) =>
    `Volatility at most ${volatility}: a year as bad as one in twenty loses some ${loss} before any return.`,
  changed: 'Your settings differ from this profile.',
  again: 'Apply it again',
  find: 'Find mine',
  setGoal: 'Set a goal',
  changeGoal: 'Change the goal',
  questions: {
    horizon: 'When will you need most of this money?',
    reserve: 'How long could you live on money kept outside this portfolio?',
    income: 'How sure is your income?',
    part: 'How much of all you own is this?',
    withdrawals: 'Do you take money out to live?',
    fall: 'It falls by a fifth in a year. What do you do?',
    outcomes: 'Which range of a single year would you rather have?',
    experience: 'What have you held before?'
  },
  answers: {
    horizon: {
      'under-3': 'In less than 3 years',
      '3-to-5': 'In 3 to 5 years',
      '5-to-10': 'In 5 to 10 years',
      '10-to-20': 'In 10 to 20 years',
      'over-20': 'Later than that'
    },
    reserve: {
      none: 'There is none',
      'under-3-months': 'Less than 3 months',
      '3-to-6-months': '3 to 6 months',
      'over-6-months': 'Longer'
    },
    income: { uncertain: 'It may stop', steady: 'Steady', secure: 'As good as certain' },
    part: {
      'nearly-all': 'Nearly all',
      'over-half': 'More than half',
      'under-half': 'Less than half',
      little: 'A little'
    },
    withdrawals: { 'live-from-it': 'I live from it', partly: 'Now and then', none: 'No' },
    fall: {
      'sell-all': 'Sell all of it',
      'sell-some': 'Sell a part',
      keep: 'Keep it',
      'buy-more': 'Buy more'
    },
    outcomes: {
      calm: 'Between −2 and 5 %',
      mild: 'Between −8 and 14 %',
      lively: 'Between −18 and 26 %',
      wild: 'Between −32 and 45 %'
    },
    experience: { none: 'Savings only', some: 'Funds or shares', 'through-a-fall': 'Shares, through a fall of a third' }
  } as Readonly<Record<string, Readonly<Record<string, string>>>>,
  questionnaire: 'How much risk fits you',
  left: (count: number) => (count === 1 ? 'One answer is missing' : `${count} answers are missing`),
  found: (profile: string) => `${profile} fits these answers.`,
  byCapacity: 'What you could lose decides: what you want to bear would allow as much or more.',
  byWillingness: 'What you want to bear decides: you could lose as much or more.',
  byCaps: (questions: string) =>
    `Your points would allow more, but no more than this goes with your answer to: ${questions}`,
  contradicts:
    'You want the widest range and would sell all in a fall. The two do not go together: think about the second again.',
  noAdvice: 'This is arithmetic on your answers, kept in your data and shown to nobody. It is not advice.',
  take: (profile: string) => `Take ${profile}`,
  goal: 'A goal by a date',
  amount: 'Amount wanted',
  by: 'By',
  monthly: 'Added each month',
  glideYears: 'Risk falls over',
  years: 'years',
  landing: 'Volatility at the goal',
  save: 'Set the goal',
  remove: 'Remove the goal',
  goalNeeds: { date: 'A day after today', amount: 'An amount above zero' },
  goalLine: (amount: string, day: string) => `${amount} on ${day}`,
  needs: (annual: string) => `It needs ${annual} a year.`,
  expects: (annual: string) => ` The weights suggested now are expected to bring ${annual}.`,
  reached: 'What you have and add reaches it without any return.',
  outOfReach: 'No return below 100 % a year reaches it: add more, wait longer or want less.',
  takeReturn: 'Aim at it',
  odds: 'See the odds',
  glide: (far: string, near: string, from: string) => `Risk falls from ${far} in ${from} to ${near} at the goal.`,
  glideNow: (near: string) => `Risk has begun to fall, to ${near} at the goal.`,
  allowed: (today: string) => `Allowed today: ${today}.`,
  path: (first: string, last: string) => `Volatility allowed, year by year, from ${first} to ${last}`
};
