export { dot, matrixProduct, quadraticForm, symmetricProduct, transposed } from './vectors';
export { backSubstitution, choleskyFactor, choleskySolve, forwardSubstitution } from './cholesky';
export type { CholeskyResult } from './cholesky';
export { centeredGram, gram } from './gram';
export { isPositiveSemidefinite, nearestPositiveSemidefinite, symmetricEigen } from './eigen';
export type { SemidefiniteRepair, SymmetricEigen } from './eigen';
export { leastSquares } from './least-squares';
export type { LeastSquaresResult } from './least-squares';
export { linearSolution } from './linear-system';
