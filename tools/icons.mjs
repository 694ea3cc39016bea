import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { chromiumArgs, chromiumPath } from './chromium.mjs';
import { screenIcons } from './screen-icons.mjs';

const folder = fileURLToPath(new URL('../static/icons/', import.meta.url));
const accent = { light: '#2450b8', dark: '#86a8ff' };

/** A sextant on a square of 32: two legs from the pivot, the limb between them, and the index arm on its scale. */
const pivot = { x: 16, y: 5 };
const radius = 21;

/** A point of the instrument, by its distance from the pivot and its angle from straight down, in degrees. */
function at(angle, distance = radius) {
  const turn = (angle * Math.PI) / 180;
  const round = (value) => Math.round(value * 100) / 100;
  return `${round(pivot.x + distance * Math.sin(turn))} ${round(pivot.y + distance * Math.cos(turn))}`;
}

function arc(from, to, distance) {
  return `M${at(from, distance)} A${distance} ${distance} 0 0 0 ${at(to, distance)}`;
}

function mark(colour) {
  const apex = at(0, 0);
  const sector = `M${apex} L${at(-31)} A${radius} ${radius} 0 0 0 ${at(9)} Z`;
  return `<g fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
    <path d="${sector}" fill="${colour}" fill-opacity=".22" stroke="none"/>
    <path d="M${at(-31)} L${apex} L${at(31)}"/>
    <path d="${arc(-31, 31, radius)}"/>
    <path d="M${apex} L${at(9, 24.5)}"/>
    <path d="${arc(12, 31, 12.5)}" stroke-width="1.5"/>
  </g>
  <circle cx="${pivot.x}" cy="${pivot.y}" r="2.4" fill="${colour}"/>`;
}

function svg(content, size = 32) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="${size}" height="${size}">${content}</svg>`;
}

/** The mark on a filled square: `share` of its side is the mark's, `corner` rounds it. */
function tile({ share, corner }) {
  const inset = (32 * (1 - share)) / 2;
  return `<rect width="32" height="32" rx="${corner}" fill="${accent.light}"/>
  <g transform="translate(${inset} ${inset}) scale(${share})">${mark('#ffffff')}</g>`;
}

const favicon = svg(
  `<style>@media (prefers-color-scheme: dark) { g { stroke: ${accent.dark} } circle { fill: ${accent.dark} } g path:first-child { fill: ${accent.dark} } }</style>
  ${mark(accent.light)}`
);

const pictures = {
  'icon-192.png': { size: 192, share: 0.72, corner: 7 },
  'icon-512.png': { size: 512, share: 0.72, corner: 7 },
  'icon-maskable-192.png': { size: 192, share: 0.6, corner: 0 },
  'icon-maskable-512.png': { size: 512, share: 0.6, corner: 0 },
  'apple-touch-icon.png': { size: 180, share: 0.68, corner: 0 }
};

const executablePath = chromiumPath();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
const page = await browser.newPage();
for (const [name, { size, ...shape }] of Object.entries(pictures)) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<body style="margin:0;line-height:0">${svg(tile(shape), size)}</body>`);
  await page.screenshot({ path: `${folder}${name}`, omitBackground: true });
}
await browser.close();
writeFileSync(`${folder}icon.svg`, `${favicon}\n`);
writeFileSync(`${folder}screens.svg`, screenIcons());
console.log(`Drawn: icon.svg, screens.svg, ${Object.keys(pictures).join(', ')}`);
