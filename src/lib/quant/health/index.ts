export { healthChecks } from './catalog';
export type { HealthCheck } from './check';
export { mendedInput } from './health';
export type { Finding, FindingFacts, Gravity, HealthInput, Mend, MendName, ProposedAct } from './health';
export { healthReport } from './health-report';
export type { CheckReport } from './health-report';
