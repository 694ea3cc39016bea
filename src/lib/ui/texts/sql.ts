/** Texts of the SQL console. */
export const sqlTexts = {
  what: 'Ask your own data in SQL. Every table is a copy, read into a database on this device when a query first names it: nothing you write here changes your ledger, and nothing leaves this device. Tables you create live until the app is closed.',
  editor: 'SQL',
  suggestions: 'What could stand here',
  placeholder: 'SELECT …',
  run: 'Run',
  runKeys: 'Ctrl Enter',
  runHere: 'Run the statement at the caret',
  running: 'Running',
  filling: (name: string) => `Reading ${name}`,
  starting: 'Starting the database',
  stopped: 'Stopped.',
  restarted: 'The database was started anew: the tables you had created in it are gone.',
  failed: 'The database could not be asked.',
  tryAgain: 'Try again',
  tables: 'Tables',
  yours: 'Your tables',
  noOwn: 'CREATE TABLE … AS SELECT … makes one; it lives until the app is closed.',
  openFile: 'Open CSV or Parquet',
  opened: (table: string, rows: string) => `${table} has ${rows} rows`,
  notOpened: 'The file could not be read as a table.',
  showColumns: (name: string) => `Columns of ${name}`,
  examples: 'Examples',
  saved: 'Saved queries',
  noSaved: 'Nothing saved yet.',
  history: 'Last run',
  noHistory: 'What you run is listed here until the app is closed.',
  save: 'Save query',
  saveTitle: 'Save this query',
  name: 'Name',
  keep: 'Save',
  replace: (title: string) => `Save as ${title}`,
  kept: (title: string) => `Saved: ${title}`,
  remove: (title: string) => `Remove ${title}`,
  removed: (title: string) => `Removed: ${title}`,
  result: 'Result',
  statement: (at: number, of: number) => `Statement ${at} of ${of}`,
  rows: (count: string) => (count === '1' ? '1 row' : `${count} rows`),
  firstRows: (count: string) => `first ${count} rows; more exist`,
  time: (ms: number) => (ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`),
  done: 'Done.',
  noRows: 'No rows.',
  export: 'Export all',
  formats: { csv: 'CSV', json: 'JSON', parquet: 'Parquet' },
  exported: (rows: string, format: string) => `${rows} rows saved as ${format}`,
  table: 'Table',
  chart: 'Chart',
  charts: { auto: 'chosen for you', line: 'line over time', bars: 'bars by category', scatter: 'dots of two numbers' },
  chartIs: 'Chart',
  noChart: 'These rows have no chart: it needs a day or a name, and a number.',
  fewDrawn: (drawn: string, of: string) => `The first ${drawn} of ${of} are drawn.`,
  chartLabel: (names: string) => `Chart of ${names}`,
  line: (line: number, column: number) => `Line ${line}, column ${column}.`,
  goThere: 'Go there',
  hints: { keyword: 'word', table: 'table', own: 'your table', column: 'column', function: 'function' },
  help: 'What is not here',
  helpTitle: 'What this database cannot do, and what to do instead',
  helpLead:
    'DuckDB fetches some of its parts from the network when they are first used. This app works offline and fetches none of them; such a query is answered at once with a message, and nothing waits.',
  helpHeads: ['Needs', 'Instead'],
  tablesAre: {
    transactions: 'What happened, a row for each transaction; amounts exact.',
    postings: 'Each transaction in double entry; every commodity adds up to zero.',
    movements: 'Changes of cash, exact.',
    positions: 'Units held in each account, with what the open lots cost.',
    lots: 'Open lots: when bought, how many, at what cost.',
    realised_gains: 'Gains and losses of what was sold, lot by lot.',
    daily_values: 'Worth by day in your currency, flows, and time-weighted returns.',
    holdings: 'What is held, valued in your currency, as on the Holdings screen.',
    returns: 'Daily returns of what your ledger knows, joined across splits and exchanges; as fractions.',
    instruments: 'What can be held: symbol, name, kind, sector, exchange.',
    accounts: 'Your accounts.',
    prices: 'Closes by instrument and day, as they were quoted: a split is a jump. See returns.',
    price_sources: 'Where each series of closes came from and how far it reaches.',
    rates: 'Exchange rates by day.',
    macro_series: 'Series of the economy: what each is.',
    macro: 'Values of these series by day.',
    bars: 'Open, high, low and volume where a source gave them.',
    events: 'Splits and dividends as the market announced them.',
    results: 'Saved runs: kind, title, when.'
  } as Record<string, string>,
  refusals: {
    extension: 'Parts of DuckDB that come from the network are not fetched: this app works offline.',
    attach: 'No other database can be attached here. Open a CSV or Parquet file as a table instead.',
    'file-out': 'The database writes no files. Run the query and choose “Export all”.',
    'file-in': (name: string) =>
      `The database reads no files by itself (${name}). Open the file with “Open CSV or Parquet”: it becomes a table of yours.`,
    network: (name: string) =>
      `The database does not reach the network (${name}). Download the file and open it with “Open CSV or Parquet”.`,
    'vault-table': (name: string) =>
      `${name} is a copy of your data and is only read. Make a table of your own: CREATE TABLE mine AS SELECT * FROM ${name}.`,
    setting: 'Settings of the database are fixed. SET VARIABLE works.',
    transaction: 'Each statement stands for itself here: there is nothing to begin or to roll back.',
    prepared: 'Prepared statements are not used here. Write the query itself, or CREATE MACRO.'
  },
  remedies: {
    syntax: 'Look at the word there and at the one before it; a comma or a bracket may be missing.',
    table: 'Look at the list of tables beside; yours are listed below the copies.',
    column: 'Look at the columns of the table in the list beside, or run DESCRIBE with its name.',
    function: 'Completion (Ctrl Space) lists the functions that are there.',
    file: 'Files are read only after you have opened them with “Open CSV or Parquet”.',
    zone: 'Times with a zone need a part that is not here: cast to TIMESTAMP first, as in now()::TIMESTAMP::DATE, or use today().',
    conversion: 'TRY_CAST gives nothing in place of an error where a value does not fit.',
    memory: 'Ask for fewer columns or days, or sum up before joining.',
    other: ''
  },
  extensions: {
    json: {
      needs: 'JSON (json_extract, ->>, to_json, read_json)',
      instead: "Structs and lists hold records: {'a': 1}.a; “Export all” writes JSON; import JSON as CSV."
    },
    icu: {
      needs: 'Time zones and sorting by language (AT TIME ZONE, date_part of now(), COLLATE de)',
      instead:
        'Days in the ledger have no zone. today() and current_date work; cast now() to TIMESTAMP; use COLLATE NOCASE or NOACCENT.'
    },
    parquet: {
      needs: 'Parquet within SQL (read_parquet, COPY … TO)',
      instead: '“Open CSV or Parquet” makes a table of the file; “Export all” writes Parquet.'
    },
    excel: {
      needs: 'Excel files (read_xlsx)',
      instead: 'Save the sheet as CSV and open it, or use Import for statements.'
    },
    httpfs: { needs: 'Files on the web (httpfs, S3)', instead: 'Download the file and open it as a table.' },
    fts: { needs: 'Full-text search', instead: 'ILIKE, regexp_matches, levenshtein and jaro_winkler_similarity work.' },
    spatial: { needs: 'Geometry (ST_…)', instead: 'Nothing here; the data has no places.' },
    sqlite_scanner: {
      needs: 'Other databases (SQLite, PostgreSQL, MySQL)',
      instead: 'Export the table there as CSV and open it here.'
    }
  } as Record<string, { readonly needs: string; readonly instead: string }>,
  otherExtension: (name: string) => `This needs the part “${name}” of DuckDB, which is not here and is not fetched.`,
  needs: (what: string) => `This needs ${what}, a part of DuckDB that is not here and is not fetched.`
};
