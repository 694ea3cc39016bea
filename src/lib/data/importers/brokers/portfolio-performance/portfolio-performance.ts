import { BrokenFileError, type StatementReader } from '../../sheet/reader';
import { xmlTree } from '../../source/xml';
import { bookClient } from './booked-client';
import type { Client } from './client';
import { clientFromBinary, isBinaryClient } from './client-from-binary';
import { clientFromXml } from './client-from-xml';
import { cutQuotes } from './quotes';
import { scalesOf, versionOf } from './scales';

const HEAD = 4096;
const ENCRYPTED = 'PORTFOLIO';

/** "PORTFOLIO" and the method of encryption, 0 or 1. */
const isEncrypted = (data: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(data.subarray(0, ENCRYPTED.length)) === ENCRYPTED &&
  (data[ENCRYPTED.length] ?? 2) < 2;

/** Files of Portfolio Performance in plain XML of all versions, with references by path or by id. */
export const portfolioPerformance: StatementReader = {
  id: 'portfolio-performance',
  name: 'Portfolio Performance (XML)',
  tried: true,
  recognises: ({ content, text }) => {
    const head = content === 'xml' ? text.slice(0, HEAD) : '';
    return /<client[\s>]/.test(head) && /<version>|<securities[\s/>]/.test(head);
  },
  read({ text }, sheet) {
    const version = /<version>(\d+)<\/version>/.exec(text.slice(0, HEAD))?.[1];
    const cut = cutQuotes(text, scalesOf(versionOf(version ?? '')).quotes);
    const root = xmlTree(cut.text);
    if (root.name !== 'client') throw new BrokenFileError({ code: 'file-broken', detail: 'no client' }, root.line);
    bookClient(clientFromXml(root, cut.quotes), sheet);
  }
};

/** The same in the binary form, which lies in an archive; an encrypted file is refused: save it without a password. */
export const portfolioPerformanceBinary: StatementReader = {
  id: 'portfolio-performance-binary',
  name: 'Portfolio Performance (binary)',
  tried: true,
  recognises: ({ data }) => data !== undefined && (isBinaryClient(data) || isEncrypted(data)),
  read({ data = new Uint8Array() }, sheet) {
    if (!isBinaryClient(data)) throw new BrokenFileError({ code: 'file-encrypted' });
    bookClient(openedBinary(data), sheet);
  }
};

function openedBinary(data: Uint8Array): Client {
  try {
    return clientFromBinary(data);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new BrokenFileError({ code: 'file-broken', detail });
  }
}
