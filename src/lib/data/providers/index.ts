export { providerById, providers } from './catalog';
export { providerNamed } from './provider-named';
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
export {
  answerSize,
  askedOf,
  BLOCKED_TEXT,
  callTimes,
  clippedAnswer,
  estimatedCost,
  everyDay,
  fetchedFrom,
  gapsOf,
  joinedSpans,
  limitsLeft,
  loggableAddress,
  mayAnswerLater,
  memoryQuotas,
  noCalls,
  proxiedAddress,
  runFetches,
  settledSpan,
  SourceLine,
  spansOf,
  usualSettings,
  waitBefore,
  withCall,
  withoutKeys,
  workdays
} from './fetching';
export type {
  Calls,
  DaySpan,
  ExpectedDays,
  Fetched,
  FetchEvent,
  FetchJob,
  FetchProgress,
  FetchSettings,
  FetchSource,
  KnownDays,
  LimitLeft,
  ProblemCode,
  Quotas,
  SourceEstimate,
  SourceProblem,
  SourceProgress,
  SourceResult,
  Surroundings
} from './fetching';
