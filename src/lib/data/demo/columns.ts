import { currencyCode } from '$lib/domain/money';
import { instrumentId } from '$lib/domain/instruments';
import type { Adjustment, PriceSeries, RateSeries } from '$lib/domain/market';

interface SeriesHeader {
  name: string;
  adjustment?: Adjustment;
  digits: number;
  bytes: number;
}

interface GroupHeader {
  kind: 'prices' | 'rates';
  source: string;
  count: number;
  dayBytes: number;
  series: SeriesHeader[];
}

const MAGIC = 'SXC1';

/** Price and rate series of the demo's column file. @throws RangeError when the file is no such file or is cut short. */
export function seriesFromColumns(bytes: Uint8Array): { prices: PriceSeries[]; rates: RateSeries[] } {
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 4)) !== MAGIC) throw new RangeError('not a demo column file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = view.getUint32(4, true);
  const groups = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerBytes))) as GroupHeader[];
  let offset = 8 + headerBytes;
  const take = (length: number): Uint8Array => {
    if (offset + length > bytes.length)
      throw new RangeError(`demo column file ends at ${bytes.length}, wanted ${offset + length}`);
    offset += length;
    return bytes.subarray(offset - length, offset);
  };
  const prices: PriceSeries[] = [];
  const rates: RateSeries[] = [];
  for (const group of groups) {
    const days = Int32Array.from(runningSums(take(group.dayBytes), group.count, false));
    for (const series of group.series) {
      const scale = 10 ** series.digits;
      const values = Float64Array.from(runningSums(take(series.bytes), group.count, true), (value) => value / scale);
      if (group.kind === 'prices') {
        prices.push({
          instrument: instrumentId(series.name),
          currency: currencyCode('USD'),
          adjustment: series.adjustment ?? 'none',
          quoteUnit: 'currency',
          source: group.source,
          revision: 1,
          days,
          values
        });
      } else {
        const quote = currencyCode(series.name);
        rates.push({ base: currencyCode('EUR'), quote, source: `ECB, ${group.source}`, days, values });
      }
    }
  }
  return { prices, rates };
}

function runningSums(bytes: Uint8Array, count: number, signed: boolean): Float64Array {
  const sums = new Float64Array(count);
  let at = 0;
  let total = 0;
  for (let index = 0; index < count; index++) {
    let step = 0;
    let weight = 1;
    let byte = 128;
    while (byte >= 128) {
      byte = bytes[at++] ?? 0;
      step += (byte % 128) * weight;
      weight *= 128;
    }
    total += !signed ? step : step % 2 === 1 ? -(step + 1) / 2 : step / 2;
    sums[index] = total;
  }
  return sums;
}
