import { describe, expect, it } from 'vitest';
import { withSection } from '../../tools/bench-results.mjs';

describe('a section of the measured speeds', () => {
  const page = '# Measured speed\n\nold\n\n## Peers\n\nfigures\n';

  it('takes the place of the one with its heading, and leaves the others', () => {
    expect(withSection(page, '# Measured speed\n\nnew\n')).toBe('# Measured speed\n\nnew\n\n## Peers\n\nfigures\n');
    expect(withSection(page, '## Peers\n\n### A part\n\nothers\n')).toBe(
      '# Measured speed\n\nold\n\n## Peers\n\n### A part\n\nothers\n'
    );
  });

  it('stands at the end when it is new, and is the same when written twice', () => {
    const once = withSection('# Measured speed\n\nold\n', '## Peers\n\nfigures\n');
    expect(once).toBe(page);
    expect(withSection(once, '## Peers\n\nfigures\n')).toBe(page);
  });
});
