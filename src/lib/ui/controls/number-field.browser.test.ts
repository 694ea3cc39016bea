import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { decimal, decimalText, type Decimal } from '$lib/domain/money';
import DayField from './DayField.svelte';
import DecimalField from './DecimalField.svelte';
import NumberField from './NumberField.svelte';
import { dayFromText } from '$lib/domain/calendar';

describe('a number field', () => {
  it('reads a percent as a fraction and shows it again as typed people do', async () => {
    const onchange = vi.fn();
    const screen = await render(NumberField, { label: 'Turnover', kind: 'percent', value: 0.2, onchange });
    const input = screen.getByRole('textbox', { name: 'Turnover' });
    await expect.element(input).toHaveValue('20%');
    await input.fill('12.5');
    await userEvent.tab();
    expect(onchange).toHaveBeenCalledWith(0.125);
    await expect.element(input).toHaveValue('12.5%');
  });

  it('keeps what was typed and says what is wrong', async () => {
    const onchange = vi.fn();
    const screen = await render(NumberField, { label: 'Turnover', kind: 'percent', value: 0.2, max: 1, onchange });
    const input = screen.getByRole('textbox', { name: 'Turnover' });
    await input.fill('abc');
    await userEvent.tab();
    await expect.element(input).toHaveValue('abc');
    await expect.element(screen.getByText('“abc” is not a number.')).toBeVisible();
    await input.fill('140%');
    await userEvent.tab();
    await expect.element(screen.getByText('At most 100%.')).toBeVisible();
    expect(onchange).not.toHaveBeenCalled();
    await expect.element(input).toHaveAttribute('aria-invalid', 'true');
  });

  it('hands on exact decimals, never floats', async () => {
    const seen: (Decimal | undefined)[] = [];
    const screen = await render(DecimalField, {
      label: 'Price',
      kind: 'money',
      value: decimal('1'),
      onchange: (value) => seen.push(value)
    });
    await screen.getByRole('textbox', { name: 'Price' }).fill('90,071,992,547,409,931.07');
    await userEvent.keyboard('{Enter}');
    expect(seen.map((value) => value && decimalText(value))).toEqual(['90071992547409931.07']);
  });
});

describe('a day field', () => {
  it('reads days as people write them and refuses others in words', async () => {
    const onchange = vi.fn();
    const screen = await render(DayField, { label: 'Day', value: undefined, onchange });
    const input = screen.getByRole('textbox', { name: 'Day' });
    await input.fill('20 nov 2026');
    await userEvent.tab();
    expect(onchange).toHaveBeenCalledWith(dayFromText('2026-11-20'));
    await input.fill('31 Feb 2026');
    await userEvent.tab();
    await expect.element(screen.getByText(/is not a day/)).toBeVisible();
    await expect.element(input).toHaveValue('31 Feb 2026');
  });
});
