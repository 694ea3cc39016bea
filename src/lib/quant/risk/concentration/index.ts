export { concentration } from './concentration';
export type { Concentration } from './concentration';
