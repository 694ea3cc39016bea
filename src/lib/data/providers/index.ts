export { providerById, providers } from './catalog';
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
