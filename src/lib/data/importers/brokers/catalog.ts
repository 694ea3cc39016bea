import type { StatementReader } from '../sheet/reader';
import { schwab } from './schwab/schwab';

/** Every reader of a particular format, in the order in which they are tried. */
export const readers: readonly StatementReader[] = [schwab];
