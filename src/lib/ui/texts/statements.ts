export { fieldText, kindText } from './statement-fields';
export { problemText } from './statement-problems';
export type { ProblemText } from './statement-problems';
export { optionText } from './statement-options';
export { questionText } from './statement-questions';
export type { QuestionText } from './statement-questions';
