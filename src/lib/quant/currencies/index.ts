export { rateBetween, seriesInCurrency } from './converted-series';
