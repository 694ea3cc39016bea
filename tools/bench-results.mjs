import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../tests/bench/RESULTS.md', import.meta.url));

/**
 * The page with one section in the place of the one of the same first line, or at the end; the others stay as they are.
 * A section goes from the title of the page or a heading of the second level to the next heading of that level.
 */
export function withSection(page, text) {
  const heading = (section) => section.split('\n')[0];
  const sections = page.split(/^(?=## )/m);
  const place = sections.findIndex((section) => heading(section) === heading(text));
  const kept = place < 0 ? [...sections, text] : sections.with(place, text);
  return `${kept.map((section) => section.trim()).join('\n\n')}\n`;
}

/** Writes a section into the results. */
export function writeSection(text) {
  writeFileSync(file, withSection(readFileSync(file, 'utf8'), text));
  console.log('written to tests/bench/RESULTS.md');
}
