/** Terms that belong to no rule of the person. */
export const RISK = 'risk';
export const RETURN = 'return';
