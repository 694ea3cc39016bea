export { hiddenMarkovFit } from './hidden-markov';
export type { HiddenMarkov } from './hidden-markov';
export { studentTFit } from './student-t-fit';
export type { StudentTFit } from './student-t-fit';
export { usableFactor, weightedMoments } from './weighted-moments';
