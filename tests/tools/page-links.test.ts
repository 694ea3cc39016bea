import { describe, expect, it } from 'vitest';
import { withPageLinks } from '../../tools/page-links.mjs';

const manifest = {
  start: { file: 'start.js', imports: ['frame'] },
  frame: { file: 'frame.js', css: ['frame.css'], dynamicImports: ['palette', 'parts'] },
  parts: { file: 'parts.js', css: ['parts.css'], imports: ['frame'] },
  palette: { file: 'palette.js', css: ['palette.css'], imports: ['parts'] },
  page: { file: 'page.js', css: ['page.css'], imports: ['frame', 'parts'] }
};

const html = `<head><title>x</title>
<link href="/base/start.js" rel="modulepreload">
<link href="/base/page.js" rel="modulepreload">
<link href="/base/palette.css" rel="stylesheet">
<link rel="icon" href="/base/icon.svg" /></head>`;

const linked = (text: string, kind: string): string[] =>
  [...text.matchAll(/<link href="([^"]+)" rel="(\w+)">/g)].flatMap(([, href = '', rel]) =>
    rel === kind ? [href] : []
  );

describe('links of a page', () => {
  it('ask for every script that the first ones need, also where another is loaded on demand first', () => {
    expect(linked(withPageLinks(html, manifest, '/base'), 'modulepreload').sort()).toEqual([
      '/base/frame.js',
      '/base/page.js',
      '/base/parts.js',
      '/base/start.js'
    ]);
  });

  it('ask for the styles of these alone, those of what is needed first before', () => {
    expect(linked(withPageLinks(html, manifest, '/base'), 'stylesheet')).toEqual([
      '/base/frame.css',
      '/base/parts.css',
      '/base/page.css'
    ]);
  });

  it('leave everything else, and a page without scripts, as it is', () => {
    const plain = '<head><link rel="icon" href="/icon.svg" /></head>';
    expect(withPageLinks(plain, manifest, '')).toBe(plain);
    expect(withPageLinks(html, manifest, '/base')).toContain('<link rel="icon" href="/base/icon.svg" />');
  });
});
