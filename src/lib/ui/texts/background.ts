/** Texts of background updates. Figures arrive formatted. */
export const backgroundTexts = {
  title: 'Background updates',
  words:
    'Prices and exchange rates of the last days can be fetched by themselves, from the sources you have enabled. They are checked before they are kept: nothing you have is written over, and a value that leaps is held back until you look.',
  noSources: 'No source is enabled yet, so nothing is asked and nothing leaves this device.',
  onlyMine: 'The demo lives in the days of its prices and is not updated. Open your own data to set this.',
  uncontrolled:
    'This page was loaded before the app was kept on this device. Load it again, and sources can be reached.',
  whileClosed: 'While the app is closed',
  whileClosedHint: (hours: number) => `At most every ${hours} hours, when the browser wakes the app.`,
  onOpen: 'When the app is opened',
  onOpenHint: 'Where something is older than a trading day.',
  support: {
    missing:
      'This browser, or this way of serving, does not wake a closed app: Firefox and Safari never do. Opening the app updates it.',
    'not-installed': 'Browsers wake an installed app only. Install it first, on the part App of these settings.',
    denied: 'The browser does not allow it. It decides by how often the app is used.',
    possible: 'The browser allows it.',
    registered: 'The browser will wake the app. It decides when, by how often the app is used and whether it is online.'
  },
  locked:
    'Paused while locked: your data has a lock, and without its key nothing can be written. An open, unlocked app updates as usual.',
  set: 'What it may use in clear',
  setHint: (count: string) => `${count} series`,
  setWords:
    'Symbols and sources of this list can be read on this device without your key, even while the data is locked. They say what you hold or follow, not how much.',
  setEmpty: 'The list is empty: while the app is closed nothing is asked.',
  setNothing: 'No enabled source knows what you hold or follow.',
  updateSet: 'Update from what I hold and follow',
  setUpdated: (count: string) => `${count} series in the list`,
  remove: (name: string) => `Take ${name} off the list`,
  heads: { name: 'Series', kind: 'Kind', source: 'Source', symbol: 'Asked as' },
  kinds: { prices: 'Prices', rates: 'Exchange rate' },
  protects: 'What it does not protect',
  protectsNot:
    'A source learns your address on the network and the symbols it is asked for. Keys are sealed by a key of this device that cannot be copied out of the browser: it keeps a stolen copy of the database from being read, not someone who uses this browser, nor a program that runs in this page.',
  last: 'Last update',
  never: 'not yet',
  when: 'When',
  result: 'Result',
  cause: 'Because',
  stored: 'Stored',
  storedText: (values: string, series: string) => `${values} values in ${series} series`,
  held: 'Held back',
  unanswered: 'Without answer',
  causes: {
    periodic: 'the browser woke it',
    sync: 'the network came back',
    open: 'the app was opened',
    hand: 'you asked'
  },
  results: {
    updated: 'up to date',
    'nothing-new': 'nothing new',
    'nothing-to-do': 'nothing to update',
    offline: 'no network, tried again later',
    locked: 'paused while locked',
    partly: 'some sources did not answer',
    failed: 'no source answered'
  },
  updateNow: 'Update now',
  updating: 'Updating prices',
  busy: 'Another tab is updating',
  log: 'See the log',
  failed: 'It could not be done.'
} as const;
