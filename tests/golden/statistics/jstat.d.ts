declare module 'jstat' {
  interface Law {
    cdf(x: number, ...parameters: number[]): number;
    inv(p: number, ...parameters: number[]): number;
  }
  export const jStat: {
    readonly normal: Law;
    readonly studentt: Law;
    readonly chisquare: Law;
    readonly centralF: Law;
  };
}
