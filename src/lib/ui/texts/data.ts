/** Texts of the screen of market data. */
const counted = (value: number, one: string, many: string): string => `${value} ${value === 1 ? one : many}`;

const within = (seconds: number): string => {
  if (seconds === 1) return 'a second';
  if (seconds === 60) return 'a minute';
  if (seconds === 3600) return 'an hour';
  if (seconds === 86_400) return 'a day';
  if (seconds > 2_400_000) return 'a month';
  return `${seconds} seconds`;
};

const took = (milliseconds: number): string => {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds < 90) return `about ${counted(seconds, 'second', 'seconds')}`;
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} minutes`;
  if (seconds < 130_000) return `about ${Math.round(seconds / 3600)} hours`;
  return `about ${Math.round(seconds / 86_400)} days`;
};

const kinds: Readonly<Record<string, string>> = {
  prices: 'prices',
  rates: 'currencies',
  events: 'splits and dividends',
  fundamentals: 'fundamentals',
  macro: 'economy',
  yields: 'yields',
  factors: 'factors',
  news: 'news',
  search: 'search'
};

export const dataTexts = {
  words: (series: number, complete: number, last: string | undefined, on: number, working: number): string => {
    const had =
      series === 0
        ? 'Nothing is quoted yet.'
        : `${complete} of ${counted(series, 'series reaches', 'series reach')} the last close`;
    const until = last === undefined || series === 0 ? '' : `; the newest is of ${last}.`;
    const sources =
      on === 0
        ? ' No source is on: prices come from your files and from what you type, and nothing is asked of anybody.'
        : ` ${counted(on, 'source is', 'sources are')} on, of which ${working === on ? (on === 1 ? 'it has' : 'all have') : `${working} ${working === 1 ? 'has' : 'have'}`} answered.`;
    return `${had}${until}${sources}`;
  },
  missing: 'What is missing',
  missingHint: 'only gaps are asked for',
  since: 'Since',
  sinceOptions: { '1': 'one year', '5': 'five years', '20': 'twenty years', first: 'the first transaction' },
  look: 'See what would be asked',
  looking: 'Looking for gaps',
  nothingMissing: 'Nothing is missing that a source has not been asked for.',
  plan: (pieces: number, milliseconds: number): string =>
    `${counted(pieces, 'piece', 'pieces')}, ${Number.isFinite(milliseconds) ? took(milliseconds) : 'longer than the quotas of a day allow'}.`,
  waiting: (count: number): string => `${counted(count, 'piece', 'pieces')} of an earlier run still wait.`,
  planHeads: { source: 'Source', calls: 'Calls', day: 'Within a day', left: 'Left of its limits', time: 'Takes' },
  takes: (milliseconds: number): string =>
    Number.isFinite(milliseconds) ? took(milliseconds) : 'more than the quotas allow',
  planTable: 'What each source would be asked',
  left: (calls: number, seconds: number): string => `${calls} in ${within(seconds)}`,
  withoutSource: (count: number, names: string): string =>
    `No source that is on can be asked for ${counted(count, 'series', 'series')}: ${names}.`,
  unusable: (name: string, why: string): string => `${name} is left out. ${why}`,
  fetch: 'Fetch',
  resume: 'Go on with what waits',
  forget: 'Forget what waits',
  fetching: 'Fetching',
  fetchingDone: (done: number, total: number): string => `${done} of ${total}`,
  secondsLeft: (seconds: number): string => `${took(seconds * 1000)} left`,
  atSource: (name: string, answered: number, calls: number): string =>
    `${name} ${answered} answered, ${counted(calls, 'call', 'calls')}`,
  fetched: (answered: number, values: number): string =>
    `${counted(answered, 'piece', 'pieces')} came, ${counted(values, 'value', 'values')} new.`,
  checks: 'Values that cannot be right',
  checkOptions: [
    { value: 'strict', label: 'Leave out' },
    { value: 'repair', label: 'Mend and mark' }
  ] as const,
  checksHint: {
    strict:
      'Values that are zero, on a closed day, bad prints or in another unit are not stored; the log has the reasons.',
    repair: 'What a rule can mend is mended and counted on Quality; the rest is left out.'
  },
  refused: (count: number): string =>
    `${counted(count, 'value was', 'values were')} not taken, because the checks refused ${count === 1 ? 'it' : 'them'}; the log has the reasons.`,
  mended: (count: number): string =>
    `${counted(count, 'value was', 'values were')} mended or left out by the checks; Quality counts ${count === 1 ? 'it' : 'them'} as mended.`,
  elsewhere: 'Another tab is fetching for this portfolio. It goes on there.',
  unanswered: 'What did not come',
  unansweredHeads: { series: 'Series', state: 'State', said: 'What the sources said' },
  states: { waiting: 'waits, will be asked again', failed: 'given up' } as Readonly<Record<string, string>>,
  demoKeeps: 'The demo keeps the prices it came with. Work with your own data to fetch some.',
  useMine: 'Use my data',
  noSources: 'Turn on a source below first. Frankfurter has currencies and needs no key.',
  failed: 'This could not be done.',
  sources: 'Sources',
  sourcesHint: (on: number): string => (on === 0 ? 'none is on' : `${on} on, asked from the top`),
  sourcesTable: 'Sources of market data',
  heads: { name: 'Source', has: 'Has', needs: 'Needs', state: 'State', quota: 'Used' },
  kinds,
  seriesOf: (name: string, kind: string): string =>
    kind === 'prices' || kind === 'events' ? `${name} (${kinds[kind]})` : name,
  needs: {
    key: 'a key',
    'optional-key': 'a key if you have one',
    proxy: 'your proxy',
    nothing: 'nothing',
    file: 'a file'
  },
  standing: {
    file: 'always there',
    off: 'off',
    'needs-key': 'needs a key',
    'needs-proxy': 'needs your proxy',
    untried: 'not yet tried live',
    works: 'works',
    failing: 'failing'
  } as Readonly<Record<string, string>>,
  worksSince: (moment: string): string => `works, last on ${moment}`,
  pausedUntil: (moment: string): string => `paused until ${moment}`,
  used: (used: number, calls: number, seconds: number): string => `${used} of ${calls} in ${within(seconds)}`,
  unlimited: 'no limit told',
  turnOn: 'Use this source',
  turnedOn: (name: string): string => `${name} is on`,
  turnedOff: (name: string): string => `${name} is off`,
  learns: 'What it learns',
  learnsOf: (names: string): string =>
    `Your network address, the time, and which of these you ask for: ${names}. Not how much you hold, nor what it is worth.`,
  learnsKey: 'With a key it knows which account asks.',
  learnsProxy: 'Asked by way of your proxy, the proxy sees every question and your key too.',
  browsers: {
    yes: 'It lets web pages read it.',
    no: 'It does not let web pages read it. It can be asked only by way of a proxy of your own.',
    unknown: 'Whether it lets web pages read it is not documented. If it refuses, ask it by way of a proxy of your own.'
  } as Readonly<Record<string, string>>,
  documentation: 'Documentation',
  read: {
    vendor: (day: string): string => `Pages or specifications of the source itself were read on ${day}.`,
    client: (day: string): string =>
      `Its own pages could not be read, only a program or library that asks it, on ${day}: take more care here.`,
    reports: (day: string): string =>
      `Nothing of its own could be read, only what others report of it, on ${day}: take more care here.`
  } as Readonly<Record<string, (day: string) => string>>,
  tried:
    'Not yet tried live: the program knows it only from what is written about it, until it answers you for the first time.',
  key: 'Key',
  keepKey: 'Keep the key',
  forgetKey: 'Forget the key',
  keyKept: 'Key kept',
  keyForgotten: 'Key forgotten',
  keyMissing: 'Fill in every field of the key.',
  keyGuard: {
    device:
      'The key is sealed with a key of this device that cannot be read out. A copy of the files is of no use elsewhere; whoever uses this browser profile, or a program that runs in this page, could still use it. It never enters the log, an export or a backup.',
    vault:
      'The key is sealed with the key of your locked data as well. While it is locked nobody can use it, nor can updates in the background. It never enters the log, an export or a backup.'
  } as Readonly<Record<string, string>>,
  proxied: 'Ask by way of my proxy',
  probe: 'Try it now',
  probing: 'Asking',
  probeWorks: (kind: string): string => `It answered a question for ${kind}.`,
  probeFailed: 'It did not answer',
  limits: 'Limits',
  limitsHint: 'of the free tier; raise them to those of your plan',
  limitsCaution: 'No limit is documented in numbers: this is our caution. Change it if you know better.',
  limitCalls: (seconds: number): string => `Calls in ${within(seconds)}`,
  keepLimits: 'Keep limits',
  freeLimits: 'Back to the free tier',
  earlier: 'Ask earlier',
  later: 'Ask later',
  lastProblem: (moment: string): string => `Last failure on ${moment}`,
  loadAgain:
    'This page was loaded before the app kept itself for offline use, and may not contact sources yet. Load it once more.',
  reload: 'Load again',
  noWorker:
    'This browser, or the way this app is served, has no service worker: sources cannot be contacted from here. Bring files instead.',
  proxy: 'Your proxy',
  proxyHint: 'for sources that refuse web pages',
  proxyWords:
    'Some sources do not let web pages read them. A small server of your own can ask in your place. It sees every question and every key that goes through it: use only one that is yours. No public proxy is offered.',
  proxyTemplate: 'Address, with {url} where the address asked is put',
  proxyExample: 'https://my-proxy.example/?url={url}',
  proxyBad: 'Type an address that begins with https:// (or http://localhost, http://127.0.0.1) and has {url} in it.',
  proxyKeep: 'Keep',
  proxyKept: 'Proxy kept',
  proxyRemove: 'Remove',
  keeping: 'Keep and take out',
  keepingHint: 'Parquet files, and what may go',
  parquetWords:
    'All closes, rates or series of the economy as one Parquet file, a row for each value with its day, unit and origin. Such a file can be brought back here.',
  parquet: { prices: 'Prices', rates: 'Currencies', macro: 'The economy' },
  parquetSaved: (name: string): string => `${name} saved`,
  parquetBring: 'Bring a Parquet file',
  parquetKept: (series: number, values: number): string => `${series} series kept, ${values} values new`,
  parquetAct: (name: string): string => `Series from ${name}`,
  parquetBad: 'This Parquet file was not kept',
  problemAt: (text: string, row: number | undefined): string => (row === undefined ? text : `Row ${row}: ${text}`),
  retention: 'Years to keep',
  retentionWords:
    'Closes and rates are kept for ever. What earlier values were, highs, lows and volumes, second opinions and news may go.',
  retain: { revisions: 'Earlier values', bars: 'Highs, lows, volumes', opinions: 'Second opinions', news: 'News' },
  retainNow: 'Remove what is older',
  retained: (revisions: number, bars: number, opinions: number, news: number): string =>
    `Removed: ${revisions} revisions, ${bars} days of bars, ${opinions} values of second opinions, ${news} news`,
  followed: 'The economy',
  followedHint: 'inflation, rates and yields that are fetched with the rest',
  choose: (count: number): string => `Choose among ${count}`,
  fewer: 'Only what is followed or kept',
  nothingFollowed: 'None is followed. Consumer prices make returns real; yields and rates serve as the return of cash.',
  followedTable: 'Series of the economy',
  followedHeads: { title: 'Series', area: 'Of', source: 'From', kept: 'Kept', follow: 'Follow' },
  follow: (title: string): string => `Follow ${title}`,
  notKept: 'nothing yet',
  keptSpan: (first: string, last: string): string => `${first} to ${last}`,
  yields: 'Yield curve of the US Treasury',
  describe: 'Describe a source of your own',
  describeTitle: 'A source of your own',
  describeWords:
    'Any address that answers with JSON or CSV can be a source. Nothing is asked before you turn it on and look for what is missing.',
  changeDescription: 'Change the description',
  forgetSource: 'Forget this source',
  forgotten: (name: string): string => `${name} forgotten`,
  described: (name: string): string => `${name} kept`,
  custom: {
    name: 'Name',
    kind: 'What it has',
    address: 'Address',
    addressHint: 'with {symbol} (or {base} and {quote}), {from}, {to} and {key:name} where they belong',
    addressDates: 'Days in the address',
    type: 'Reply',
    rows: 'Where the rows stand',
    rowsHint: 'a path such as data.values[*]',
    delimiter: 'Between columns',
    date: 'Day',
    value: 'Close, rate or value',
    open: 'Open',
    high: 'High',
    low: 'Low',
    volume: 'Volume',
    fieldsHint: 'names of columns (CSV), or paths from a row (JSON)',
    dateForm: 'Form of days',
    decimalMark: 'Decimal mark',
    zeroIsMissing: 'A zero means that the value is missing',
    unit: 'Unit',
    adjustment: 'The closes contain',
    currency: 'Currency',
    topic: 'About',
    browser: 'Lets web pages read it',
    callsPerMinute: 'Calls a minute'
  },
  customKinds: { prices: 'prices', rates: 'currencies', macro: 'series of the economy' },
  customTypes: { 'json-rows': 'JSON, a list of rows', 'json-columns': 'JSON, lists of columns', csv: 'CSV' },
  customUnits: {
    currency: 'currency',
    hundredth: 'hundredths, as pence',
    percent: 'percent',
    fraction: 'fraction',
    index: 'index',
    count: 'count',
    other: 'other'
  },
  customAdjustments: {
    none: 'nothing: as traded',
    splits: 'splits',
    dividends: 'dividends',
    'total-return': 'splits and dividends'
  },
  customTopics: {
    'consumer-prices': 'consumer prices',
    yield: 'yields',
    'policy-rate': 'policy rates',
    output: 'output',
    volatility: 'volatility',
    commodity: 'commodities',
    other: 'something else'
  },
  customBrowsers: { yes: 'yes', no: 'no, by my proxy', unknown: 'I do not know' },
  customDelimiters: { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' },
  loading: 'Reading what is kept',
  tryAgain: 'Try again',
  empty: 'Import a file first: what you hold says what is worth fetching.'
} as const;
