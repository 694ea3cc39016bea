export {
  axisMoney,
  copyText,
  count,
  exactMoney,
  money,
  moneyParts,
  percent,
  plainNumber,
  points,
  pointsFigure,
  price,
  quantity,
  ratio
} from './amounts';
export type { DigitStyle, FigureStyle } from './amounts';
export { date, dateSpan, dayAndMonth, dayFromTyped, monthAndYear, monthName, weekdayDate } from './dates';
export { isMissing, MINUS, MISSING } from './figure';
export type { Figure, SignDisplay } from './figure';
export { defaultLocale } from './locale';
export { privacy, veiled } from './privacy.svelte';
export { decimalFromTyped } from './typed-number';
