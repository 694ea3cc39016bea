export { identifierOf, instrumentId, instrumentsNamed } from './instrument';
export type { DatedIdentifier, IdentifierScheme, Instrument, InstrumentId, InstrumentKind } from './instrument';
