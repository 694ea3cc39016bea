export { providerById, providers } from './catalog';
export { customProvider } from './custom/custom-provider';
export { customDescription } from './custom/description';
export type { CustomDescription, CustomFault, CustomReading } from './custom/description';
export { knownSeries, macroCatalog } from './macro-catalog';
export type { KnownSeries } from './macro-catalog';
export { frenchSets } from './open/french';
export type {
  Access,
  BrowserAccess,
  DataKind,
  FetchedBars,
  FetchedDividend,
  FetchedSplit,
  FoundListing,
  KeyField,
  MarketAnswer,
  MarketQuestion,
  Provider,
  ProviderReading,
  ProviderReply,
  ProviderRequest,
  QuestionOf,
  RateLimit,
  RefusalCode
} from './provider';
