export { duePlannedDays, nextPlannedDay, plannedDays } from './savings-plan';
export type { SavingsPlan } from './savings-plan';
export { badYear, profileNames, riskProfile } from './risk-profile';
export type { ProfileName, RiskProfile } from './risk-profile';
export { knownAnswers, riskQuestions, suitableProfile } from './questionnaire';
export type { AnswerTo, QuestionName, QuestionSubject, RiskAnswers, Suitability } from './questionnaire';
export { GLIDE_YEARS, GOAL_VOLATILITY, glideVolatility, neededReturn } from './goal';
export type { GlidePath, NeededReturn, SavingsGoal } from './goal';
