import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Names of the icons that the list of screens and the palette ask for. */
function iconNames() {
  const scripts = readdirSync(at('src/routes')).filter((name) => name.endsWith('.ts'));
  const text = scripts.map((name) => readFileSync(at(`src/routes/${name}`), 'utf8')).join('\n');
  const found = text.matchAll(/\bicon\('([a-z0-9-]+)'\)/g);
  return [...new Set([...found].map((match) => match[1]))].sort();
}

/** The strokes of one icon of Lucide (ISC licence) as its package writes them. */
function strokes(name) {
  const folder = 'node_modules/@lucide/svelte/dist/icons';
  // A name may be another one's: its script says whose.
  const file = /["']\.\/([\w-]+\.svelte)["']/.exec(readFileSync(at(`${folder}/${name}.js`), 'utf8'))?.[1];
  const text = readFileSync(at(`${folder}/${file}`), 'utf8');
  const data = /const iconData = (\{.*\});/.exec(text)?.[1];
  if (!data) throw new Error(`Lucide has no icon ${name}`);
  return JSON.parse(data)
    .node.map(([tag, attributes]) => {
      const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
      return `<${tag}${written.join('')}/>`;
    })
    .join('');
}

/** One file with the icons of all screens, so that the first script need not carry them. */
export function screenIcons() {
  const symbols = iconNames().map((name) => `<symbol id="${name}" viewBox="0 0 24 24">${strokes(name)}</symbol>`);
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
}
