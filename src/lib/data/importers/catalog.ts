import { genericStatement } from './generic/statement';
import type { Importer } from './importer';

/** Every importer, the most particular first; the generic one reads any table. */
export const importers: readonly Importer[] = [{ id: 'generic', recognises: () => true, statement: genericStatement }];
