import { BrokenFileError } from '../sheet/reader';
import { XmlElement } from './element';
import { LineIndex } from './lines';

/** An OFX or QFX file: the values of its header, and its elements from OFX down, named in capitals. */
export interface OfxFile {
  readonly header: Readonly<Record<string, string>>;
  readonly root: XmlElement;
}

const token = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z][\w.:-]*)[^<>]*?(\/?)>/g;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * Elements of OFX 1.x, whose leaves need no closing tag, and of OFX 2.x, which is XML. A tag without text that is never
 * closed is an empty leaf: what follows it belongs to its parent.
 * @throws {BrokenFileError} when the file ends before OFX is closed.
 */
export function ofxTree(text: string): OfxFile {
  const lines = new LineIndex(text);
  const body = text.search(/<OFX\b/i);
  if (body < 0) throw new BrokenFileError({ code: 'file-broken', detail: '<OFX> is missing' });
  const top = new XmlElement('', 1);
  let current = top;
  let after = body;
  const scan = new RegExp(token);
  scan.lastIndex = body;
  for (let found = scan.exec(text); found; found = scan.exec(text)) {
    const [whole, data, closing, name = '', empty] = found;
    const value = decodedText(text.slice(after, found.index)).trim();
    after = found.index + whole.length;
    if (value !== '') current.text += value;
    if (data !== undefined) current.text += data.trim();
    if (name === '') continue;
    if (closing) current = closed(current, name.toUpperCase());
    else {
      // A leaf that has its text ends where the next tag begins.
      if (current.text !== '' && current.parent) current = current.parent;
      const element = new XmlElement(name.toUpperCase(), lines.lineOf(found.index));
      current.append(element);
      if (!empty) current = element;
    }
  }
  if (current.text !== '' && current.parent) current = current.parent;
  const root = top.children[0];
  if (current !== top || !root)
    throw new BrokenFileError(
      { code: 'file-broken', detail: `<${current.name}> is not closed` },
      lines.lineOf(text.length - 1)
    );
  root.parent = undefined;
  return { header: headerOf(text.slice(0, body)), root };
}

/** The element that is open after a closing tag; leaves left open on the way up hand their children on. */
function closed(current: XmlElement, name: string): XmlElement {
  let match: XmlElement | undefined = current;
  while (match && match.name !== name) match = match.parent;
  if (!match?.parent) return current;
  for (let leaf = current; leaf !== match;) {
    const { parent } = leaf;
    if (!parent) break;
    for (const child of leaf.children.splice(0)) parent.append(child);
    leaf = parent;
  }
  return match.parent;
}

/** Header of either kind: lines of "KEY:VALUE", or attributes of the OFX declaration. */
function headerOf(head: string): Record<string, string> {
  const header: Record<string, string> = {};
  const declaration = /<\?OFX([^?]*)\?>/i.exec(head)?.[1];
  const pairs =
    declaration === undefined ? head.matchAll(/(\w+):([^\s:<]*)/g) : declaration.matchAll(/(\w+)="([^"]*)"/g);
  for (const [, key = '', value = ''] of pairs) header[key.toUpperCase()] = value;
  return header;
}

function decodedText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
