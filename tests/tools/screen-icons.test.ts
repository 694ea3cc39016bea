import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { screenIcons } from '../../tools/screen-icons.mjs';

test('the file of icons has those of every screen: npm run icons', () => {
  expect(readFileSync('static/icons/screens.svg', 'utf8')).toBe(screenIcons());
});
