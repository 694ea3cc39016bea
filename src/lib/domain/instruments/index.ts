export { isIsin, isMarketCode } from './codes';
export { figureNames, figureOf, knownFigures } from './figures';
export type { KnownFigure } from './figures';
export { identifierOf, instrumentId, instrumentsNamed } from './instrument';
export type {
  BondTerms,
  DatedIdentifier,
  IdentifierScheme,
  Instrument,
  InstrumentId,
  InstrumentKind,
  OptionTerms
} from './instrument';
export { rateCalendarOf, tradingCalendarOf } from './trading-calendar';
