import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../tests/bench/RESULTS.md', import.meta.url));

/**
 * Writes one section of the results and leaves the others as they are. A section goes from its first line, the title of
 * the page or a heading of the second level, to the next heading of that level.
 */
export function writeSection(text) {
  const [heading] = text.split('\n');
  const sections = readFileSync(file, 'utf8').split(/^(?=## )/m);
  const place = sections.findIndex((section) => section.split('\n')[0] === heading);
  if (place < 0) sections.push(text);
  else sections[place] = text;
  writeFileSync(file, `${sections.map((section) => section.trim()).join('\n\n')}\n`);
  console.log('written to tests/bench/RESULTS.md');
}
