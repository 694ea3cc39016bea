export { multivariateHiddenMarkov } from './hidden-markov';
export type { MultivariateHiddenMarkov } from './hidden-markov';
export { multivariateStudentTFit } from './student-t-fit';
export type { MultivariateStudentTFit } from './student-t-fit';
export { usableFactor, weightedMoments } from './weighted-moments';
