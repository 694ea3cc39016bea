import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import '$lib/ui/theme/theme.css';
import DataTable from './DataTable.svelte';
import { fewHoldings, holdingColumns, manyHoldings, type Holding } from './table.fixture';

const props = {
  label: 'Holdings',
  columns: holdingColumns,
  rows: fewHoldings,
  keyOf: (row: Holding) => row.id,
  total: true
};

function focused(): string {
  return document.activeElement?.textContent?.trim() ?? '';
}

describe('a data table', () => {
  it('is entered by j, walked by j and k, opened by Enter, selected by x', async () => {
    const onopen = vi.fn();
    const onselect = vi.fn();
    await render(DataTable<Holding>, {
      ...props,
      selectable: true,
      onopen,
      get selected() {
        return new Set<string>();
      },
      set selected(next: ReadonlySet<string>) {
        onselect([...next]);
      }
    });
    await userEvent.keyboard('j');
    await expect.poll(focused).toBe('VTI');
    await userEvent.keyboard('j');
    await expect.poll(focused).toBe('BND');
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(focused).toBe('10');
    await userEvent.keyboard('{Enter}');
    expect(onopen).toHaveBeenCalledWith(fewHoldings[1]);
    await userEvent.keyboard('kx');
    expect(onselect).toHaveBeenCalledWith(['VTI']);
  });

  it('has one stop for the Tab key', async () => {
    const screen = await render(DataTable<Holding>, props);
    const stops = screen.container.querySelectorAll('[tabindex="0"]');
    expect(stops).toHaveLength(1);
  });

  it('opens lots by the right arrow and closes them by the left', async () => {
    const screen = await render(DataTable<Holding>, { ...props, childrenOf: (row: Holding) => row.lots ?? [] });
    await userEvent.keyboard('j');
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(screen.getByText('lot 2')).toBeVisible();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(screen.getByText('lot 2')).not.toBeInTheDocument();
  });

  it('sorts by its heads and says so', async () => {
    const screen = await render(DataTable<Holding>, props);
    await screen.getByRole('button', { name: 'Value' }).click();
    await expect
      .element(screen.getByRole('columnheader', { name: 'Value' }))
      .toHaveAttribute('aria-sort', 'descending');
    const names = () =>
      [...screen.container.querySelectorAll('[data-line] [data-column="0"]')].map((one) => one.textContent.trim());
    expect(names()).toEqual(['VTI', 'MSFT', 'BND']);
  });

  it('draws only what is in sight of many rows, and follows the keyboard to the end', async () => {
    const screen = await render(DataTable<Holding>, { ...props, rows: manyHoldings(5000) });
    const drawn = () => screen.container.querySelectorAll('[data-line]').length;
    await expect.poll(drawn).toBeGreaterThan(10);
    expect(drawn()).toBeLessThan(100);
    await userEvent.keyboard('j');
    await userEvent.keyboard('{Control>}{End}{/Control}');
    await expect.poll(focused).toBe('1');
    expect(drawn()).toBeLessThan(100);
    const grid = screen.getByRole('grid');
    await expect.element(grid).toHaveAttribute('aria-rowcount', '5002');
  });
});
