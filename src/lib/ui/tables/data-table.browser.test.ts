import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import '$lib/ui/theme/theme.css';
import DataTable from './DataTable.svelte';
import { fewHoldings, holdingColumns, holdingPages, manyHoldings, type Holding } from './table.fixture';

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

  it('spans rows that come in pages, asks for those in sight, and leaves the others empty', async () => {
    const need = vi.fn();
    const props50 = { label: 'Holdings', columns: holdingColumns, keyOf: (row: Holding) => row.id };
    const first = holdingPages(50_000, (index) => index < 60);
    const screen = await render(DataTable<Holding>, { ...props50, pages: { ...first, need } });
    const grid = screen.getByRole('grid');
    await expect.element(grid).toHaveAttribute('aria-rowcount', '50001');
    const drawn = () => [...screen.container.querySelectorAll<HTMLElement>('[data-line]')];
    expect(drawn().length).toBeLessThan(100);
    expect(need).toHaveBeenCalledWith(0, expect.any(Number));
    await userEvent.keyboard('j');
    await expect.poll(focused).toBe('S0');
    await userEvent.keyboard('{Control>}{End}{/Control}');
    const last = () => screen.container.querySelector<HTMLElement>('[data-line="49999"]');
    await expect.poll(() => last()?.getAttribute('aria-busy')).toBe('true');
    expect(last()?.textContent.trim()).toBe('');
    expect(need.mock.lastCall?.[1]).toBe(50_000);
    await screen.rerender({ pages: { ...first, need, row: holdingPages(50_000, () => true).row } });
    await expect.poll(() => last()?.textContent).toContain('S49999');
    await expect.poll(focused).toBe('1');
    expect(last()?.getAttribute('aria-busy')).toBe(null);
    const { bottom } = grid.element().getBoundingClientRect();
    expect(last()?.getBoundingClientRect().bottom).toBeLessThanOrEqual(bottom);
    expect(drawn().length).toBeLessThan(100);

    await screen.rerender({ pages: holdingPages(40_000, () => true) });
    await expect.poll(() => drawn()[0]?.textContent).toContain('S0');
    expect(grid.element().scrollTop).toBe(0);
  });

  it('keeps its place when the same list is told anew', async () => {
    const pages = holdingPages(5000, () => true);
    const screen = await render(DataTable<Holding>, { ...props, total: false, pages });
    const grid = screen.getByRole('grid').element();
    await expect.poll(() => grid.scrollHeight).toBeGreaterThan(5000 * 29);
    grid.scrollTop = 29_000;
    const at = () => screen.container.querySelector('[data-line="1005"]')?.textContent;
    await expect.poll(at).toContain('S1005');
    await screen.rerender({ pages: holdingPages(5000, () => true) });
    await expect.poll(at).toContain('S1005');
    expect(grid.scrollTop).toBe(29_000);
  });
});
