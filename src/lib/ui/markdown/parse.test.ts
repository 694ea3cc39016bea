import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownBlocks, type Block, type Inline } from './parse';

const parts = (text: string): readonly Inline[] => {
  const [block] = markdownBlocks(text);
  return block && 'parts' in block ? block.parts : [];
};
const linksOf = (inline: readonly Inline[]): string[] =>
  inline.flatMap((one) => ('parts' in one ? [...(one.kind === 'link' ? [one.href] : []), ...linksOf(one.parts)] : []));
const links = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((one) =>
    'parts' in one ? linksOf(one.parts) : one.kind === 'list' ? one.items.flatMap(linksOf) : []
  );

test('blocks: headings, paragraphs, lists, quotes, code, rules', () => {
  const text = '# One #\nfirst\nsecond\n\n- a\n- b\n1. c\n\n> q\n> r\n---\n```sql\n# not a heading\n```';
  expect(markdownBlocks(text)).toEqual([
    { kind: 'heading', level: 1, parts: [{ kind: 'text', text: 'One' }] },
    { kind: 'paragraph', parts: [{ kind: 'text', text: 'first second' }] },
    { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b' }]] },
    { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'c' }]] },
    { kind: 'quote', parts: [{ kind: 'text', text: 'q r' }] },
    { kind: 'rule' },
    { kind: 'code', text: '# not a heading' }
  ]);
});

test('parts: strong, emphasis, code, links, escapes; snake_case stays', () => {
  expect(parts('**a *b*** `<b>` [c](https://d.e) \\*f\\* g_h_i _j_')).toEqual([
    {
      kind: 'strong',
      parts: [
        { kind: 'text', text: 'a ' },
        { kind: 'em', parts: [{ kind: 'text', text: 'b' }] }
      ]
    },
    { kind: 'text', text: ' ' },
    { kind: 'code', text: '<b>' },
    { kind: 'text', text: ' ' },
    { kind: 'link', href: 'https://d.e', parts: [{ kind: 'text', text: 'c' }] },
    { kind: 'text', text: ' *f* g_h_i ' },
    { kind: 'em', parts: [{ kind: 'text', text: 'j' }] }
  ]);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:x',
  'data:text/html,x',
  '//evil.example',
  'vbscript:x',
  'file:///a',
  '\u0001javascript:x'
])('an address of another kind stays text: %s', (address) => expect(linksOf(parts(`[a](${address})`))).toEqual([]));

test('tags stay the characters they are', () => {
  expect(parts('<img src=x onerror=alert(1)>')).toEqual([{ kind: 'text', text: '<img src=x onerror=alert(1)>' }]);
});

test('property: any text ends, and every link leads to the web, a letter or the program', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    '*',
    '_',
    '`',
    '#',
    '-',
    '>',
    '\n',
    'javascript:',
    'https://',
    '/',
    'a'
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 60 }), (pieces) => {
      for (const href of links(markdownBlocks(pieces.join(''))))
        expect(href).toMatch(/^(https?:\/\/|mailto:|\/(?!\/)|#)/i);
    })
  );
});
