/** A part of a line of text. A link leads to a page of the web or within the program, nowhere else. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly parts: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly parts: readonly Inline[] };

/** A block of text. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly parts: readonly Inline[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly parts: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'rule' };

const BULLET = /^\s*[-*+]\s+(.*)$/;
const NUMBERED = /^\s*\d{1,9}[.)]\s+(.*)$/;
const HEADING = /^(#{1,3})\s+(.*?)\s*#*$/;
const RULE = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/;
const FENCE = /^\s*```/;

/**
 * A subset of Markdown as data: headings, paragraphs, quotes, lists of one level, fenced code, rules; strong, emphasis,
 * code and links within a line. Nothing is read as HTML: tags stay the characters they are.
 */
export function markdownBlocks(text: string): Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  const run = (fits: (line: string) => string | undefined): string[] => {
    const taken: string[] = [];
    for (let found = fits(lines[at] ?? ''); at < lines.length && found !== undefined; found = fits(lines[at] ?? '')) {
      taken.push(found);
      at++;
    }
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = HEADING.exec(line);
    if (line.trim() === '') at++;
    else if (FENCE.test(line)) {
      at++;
      const inside = run((one) => (FENCE.test(one) ? undefined : one));
      at++;
      blocks.push({ kind: 'code', text: inside.join('\n') });
    } else if (heading) {
      at++;
      blocks.push({
        kind: 'heading',
        level: (heading[1]?.length ?? 1) as 1 | 2 | 3,
        parts: inlineParts(heading[2] ?? '')
      });
    } else if (RULE.test(line)) {
      at++;
      blocks.push({ kind: 'rule' });
    } else if (line.startsWith('>')) {
      const quoted = run((one) => (one.startsWith('>') ? one.replace(/^>\s?/, '') : undefined));
      blocks.push({ kind: 'quote', parts: inlineParts(quoted.join(' ')) });
    } else if (BULLET.test(line) || NUMBERED.test(line)) {
      const pattern = BULLET.test(line) ? BULLET : NUMBERED;
      const items = run((one) => (RULE.test(one) ? undefined : pattern.exec(one)?.[1]));
      blocks.push({ kind: 'list', ordered: pattern === NUMBERED, items: items.map(inlineParts) });
    } else {
      const special = (one: string): boolean =>
        one.trim() === '' || [FENCE, HEADING, RULE, BULLET, NUMBERED].some((p) => p.test(one)) || one.startsWith('>');
      const own = run((one) => (special(one) ? undefined : one.trim()));
      blocks.push({ kind: 'paragraph', parts: inlineParts(own.join(' ')) });
    }
  }
  return blocks;
}

const INLINE =
  /\\([\\`*_[\]()#>!-])|`([^`]+)`|\*\*(?=\S)(.+?)\*\*(?!\*)|(?<![\p{L}\p{N}])_(?=\S)(.+?)_(?![\p{L}\p{N}])|\*(?=\S)(.+?)\*|\[([^[\]]+)\]\(([^()\s]+)\)/u;

function inlineParts(text: string): Inline[] {
  const parts: Inline[] = [];
  const plain = (piece: string): void => {
    const last = parts.at(-1);
    if (piece === '') return;
    if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + piece };
    else parts.push({ kind: 'text', text: piece });
  };
  let rest = text;
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    const [whole, escaped, code, strong, under, star, label, address] = found;
    const em = under ?? star;
    plain(rest.slice(0, found.index));
    const href = address === undefined ? undefined : safeAddress(address);
    if (escaped !== undefined) plain(escaped);
    else if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (strong !== undefined) parts.push({ kind: 'strong', parts: inlineParts(strong) });
    else if (em !== undefined) parts.push({ kind: 'em', parts: inlineParts(em) });
    else if (label !== undefined && href !== undefined) parts.push({ kind: 'link', href, parts: inlineParts(label) });
    else plain(whole);
    rest = rest.slice(found.index + whole.length);
  }
  plain(rest);
  return parts;
}

/** An address that a text may lead to: the web, a letter, or a screen of this program. */
function safeAddress(address: string): string | undefined {
  // What a browser would leave out before it reads the scheme.
  const plain = [...address].filter((letter) => letter > ' ' && letter !== '\u007f').join('');
  return /^(https?:\/\/|mailto:|\/(?!\/)|#)/i.test(plain) ? plain : undefined;
}
