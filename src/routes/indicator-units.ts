import type { IndicatorUnit } from '$lib/quant/indicators';
import { axisMoney, money, percent, plainNumber, price, quantity } from '$lib/ui/format';

/** How values of a line are written: at the line, and shorter on the axis. */
export interface UnitTexts {
  readonly text: (value: number) => string;
  readonly axisText: (value: number) => string;
}

/** Writing of a unit; prices and turnover in the currency of the series. */
export function unitTexts(unit: IndicatorUnit, currency: string): UnitTexts {
  if (unit === 'price')
    return { text: (value) => price(value, currency), axisText: (value) => axisMoney(value, currency) };
  if (unit === 'turnover') {
    return { text: (value) => money(value, currency), axisText: (value) => axisMoney(value, currency) };
  }
  if (unit === 'fraction')
    return { text: (value) => percent(value, { digits: 2 }), axisText: (value) => percent(value) };
  if (unit === 'quantity') return { text: quantity, axisText: quantity };
  return { text: (value) => plainNumber(value, { digits: 2 }), axisText: (value) => plainNumber(value) };
}

/** Writing of levels of an index, 100 on its first day. */
export const levelTexts: UnitTexts = {
  text: (value) => plainNumber(value, { digits: 1 }),
  axisText: (value) => plainNumber(value, { digits: 1 })
};
