import { zipSync } from 'fflate';
import { PbfWriter } from 'pbf';
import { describe, expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { BrokenFileError } from '../../sheet/reader';
import { portfolioPerformance, portfolioPerformanceBinary } from './portfolio-performance';
import { nestedXml } from './client.fixture';
import { openFile } from '../../source/file';
import { told } from './told.fixture';

/** The binary form of two transactions, by the field numbers of the published description. */
function binaryClient(): Uint8Array {
  const writer = new PbfWriter();
  const text = (pbf: PbfWriter, field: number, value: string): void => pbf.writeStringField(field, value);
  const whole = (pbf: PbfWriter, field: number, value: number): void => pbf.writeVarintField(field, value);
  const inner = (pbf: PbfWriter, field: number, fill: (own: PbfWriter) => void): void =>
    pbf.writeMessage(field, (_: unknown, own: PbfWriter) => fill(own), {});
  const moment = (pbf: PbfWriter, field: number, seconds: number): void =>
    inner(pbf, field, (own) => whole(own, 1, seconds));
  whole(writer, 1, 69);
  inner(writer, 2, (security) => {
    text(security, 1, 's-1');
    text(security, 3, 'Acme');
    text(security, 4, 'USD');
    text(security, 8, 'ACME');
    inner(security, 13, (price) => {
      whole(price, 1, 19000);
      whole(price, 2, 12_345_000_000);
    });
  });
  for (const [uuid, currency] of [
    ['a-1', 'EUR'],
    ['a-2', 'EUR']
  ] as const)
    inner(writer, 3, (account) => {
      text(account, 1, uuid);
      text(account, 2, `Cash ${uuid}`);
      text(account, 3, currency);
    });
  inner(writer, 4, (portfolio) => {
    text(portfolio, 1, 'p-1');
    text(portfolio, 2, 'Depot');
    text(portfolio, 5, 'a-1');
  });
  inner(writer, 5, (purchase) => {
    text(purchase, 1, 't-1');
    text(purchase, 3, 'a-2');
    text(purchase, 4, 'p-1');
    text(purchase, 7, 't-2');
    moment(purchase, 9, 19000 * 86_400 + 3_661);
    text(purchase, 10, 'EUR');
    whole(purchase, 11, 90_150);
    whole(purchase, 12, 250_000_000);
    text(purchase, 14, 's-1');
    inner(purchase, 15, (unit) => {
      whole(unit, 2, 90_000);
      text(unit, 3, 'EUR');
      whole(unit, 4, 100_000);
      text(unit, 5, 'USD');
      inner(unit, 6, (rate) => {
        whole(rate, 1, 4);
        whole(rate, 2, 4);
        rate.writeBytesField(3, new Uint8Array([0x23, 0x28]));
      });
    });
    inner(purchase, 15, (unit) => {
      whole(unit, 1, 2);
      whole(unit, 2, 150);
      text(unit, 3, 'EUR');
    });
  });
  inner(writer, 5, (transfer) => {
    text(transfer, 1, 't-3');
    whole(transfer, 2, 5);
    text(transfer, 3, 'a-1');
    text(transfer, 5, 'a-2');
    moment(transfer, 9, 18_990 * 86_400);
    text(transfer, 10, 'EUR');
    whole(transfer, 11, 1_000);
  });
  text(writer, 12, 'EUR');
  const body = writer.finish();
  const bytes = new Uint8Array(6 + body.length);
  bytes.set(new TextEncoder().encode('PPPBV1'));
  bytes.set(body, 6);
  return bytes;
}

describe('binary', () => {
  test('cash of another account is moved first; the rate is exact', () => {
    const sheet = readBy(portfolioPerformanceBinary, binaryClient(), 'data.portfolio');
    expect(told(sheet)).toEqual([
      '2021-12-29 transfer-cash Depot -> Cash a-2 10 EUR',
      '2022-01-08 transfer-cash Cash a-2 -> Depot 901.5 EUR',
      '2022-01-08 buy Depot 2.5 900 EUR (1.5, 0)'
    ]);
    expect(sheet.posted[2]?.transaction.note).toBe('1000.00 USD at 0.9');
    expect(sheet.posted[2]?.about).toEqual({ id: 't-1', seconds: 3661 });
    expect(sheet.series[0]?.points).toEqual([{ day: 19000, value: 123.45 }]);
  });

  test('both forms are found in their archive', async () => {
    const archive = zipSync({
      'data.portfolio': binaryClient(),
      'client.xml': new TextEncoder().encode(nestedXml(69))
    });
    const { parts } = await openFile(archive, 'depot.portfolio');
    expect(parts.map((part) => portfolioPerformanceBinary.recognises(part))).toEqual([true, false]);
    expect(parts.map((part) => portfolioPerformance.recognises(part))).toEqual([false, true]);
  });

  test('an encrypted file is refused by its name, a cut one is broken', () => {
    const encrypted = new Uint8Array(64).fill(7);
    encrypted.set(new TextEncoder().encode('PORTFOLIO'));
    encrypted[9] = 1;
    const told = (bytes: Uint8Array): string => {
      try {
        readBy(portfolioPerformanceBinary, bytes);
      } catch (error) {
        return error instanceof BrokenFileError ? error.subject.code : String(error);
      }
      return 'read';
    };
    expect(told(encrypted)).toBe('file-encrypted');
    expect(told(binaryClient().slice(0, -30))).toBe('file-broken');
  });
});
