import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import '$lib/ui/theme/theme.css';
import Shell from './Shell.fixture.svelte';

beforeEach(async () => {
  await page.viewport(1440, 900);
});

describe('the command palette', () => {
  it('opens by Ctrl K, finds by words, runs by Enter and closes', async () => {
    const run = vi.fn();
    const screen = await render(Shell, {
      commands: () => [
        { id: 'a', label: 'Export everything', group: 'Do', run: vi.fn() },
        { id: 'b', label: 'VTI', hint: 'Vanguard Total Stock Market', group: 'Go to', run }
      ]
    });
    await userEvent.keyboard('{Control>}k{/Control}');
    const input = screen.getByRole('combobox');
    await expect.element(input).toHaveFocus();
    await input.fill('vanguard total');
    await expect.element(screen.getByText('Export everything')).not.toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    expect(run).toHaveBeenCalledOnce();
    await expect.element(input).not.toBeInTheDocument();
  });

  it('turns free text into a draft with two ways on', async () => {
    const [record, tryIt] = [vi.fn(), vi.fn()];
    const screen = await render(Shell, {
      interpret: (text) =>
        text.startsWith('buy')
          ? {
              fields: [{ label: 'Quantity', value: '10' }],
              doubt: 'Far from the day’s price.',
              ways: [
                { label: 'Record this purchase', run: record },
                { label: 'Try it first', run: tryIt }
              ]
            }
          : undefined
    });
    await userEvent.keyboard('{Control>}k{/Control}');
    await screen.getByRole('combobox').fill('buy 10 vti');
    await expect.element(screen.getByText('Far from the day’s price.')).toBeVisible();
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    expect(tryIt).toHaveBeenCalledOnce();
    expect(record).not.toHaveBeenCalled();
  });
});

describe('single keys', () => {
  it('act by themselves and in sequence, but not while typing', async () => {
    const [ongo, onfilter] = [vi.fn(), vi.fn()];
    const screen = await render(Shell, { ongo, onfilter });
    await userEvent.keyboard('gh');
    expect(ongo).toHaveBeenCalledWith('#holdings');
    await userEvent.keyboard('1');
    expect(onfilter).toHaveBeenCalledOnce();
    await screen.getByRole('textbox', { name: 'Note' }).click();
    await userEvent.keyboard('gh1');
    expect(ongo).toHaveBeenCalledOnce();
    expect(onfilter).toHaveBeenCalledOnce();
  });

  it('open the sheet of shortcuts by ?', async () => {
    const screen = await render(Shell);
    await userEvent.keyboard('?');
    await expect.element(screen.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
    await expect.element(screen.getByText('One day')).toBeVisible();
  });
});

describe('a menu', () => {
  it('is walked by arrows and gives the keyboard back to its button', async () => {
    const screen = await render(Shell);
    const button = screen.getByRole('button', { name: 'Currency: USD' });
    await button.click();
    await expect.element(screen.getByRole('menuitemradio', { name: 'USD' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(screen.getByRole('menuitemradio', { name: 'EUR' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(button).toHaveFocus();
  });
});

describe('the frame', () => {
  it('is tabs on a phone and a rail on a desk, and never wider than the window', async () => {
    const screen = await render(Shell);
    await expect.element(screen.getByText('Prices of today')).toBeVisible();
    await page.viewport(390, 844);
    await expect.element(screen.getByText('Prices of today')).not.toBeInTheDocument();
    await expect.element(screen.getByRole('link', { name: 'Holdings' })).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  });
});
