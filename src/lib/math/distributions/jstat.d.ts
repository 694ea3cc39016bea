/** The part of jstat that is used; the package carries no types. */
declare module 'jstat' {
  export const jStat: {
    readonly studentt: {
      /** Quantile of Student's t. */
      inv(p: number, degreesOfFreedom: number): number;
    };
  };
}
