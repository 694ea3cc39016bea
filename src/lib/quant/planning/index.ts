export { duePlannedDays, nextPlannedDay, plannedDays } from './savings-plan';
export type { SavingsPlan } from './savings-plan';
