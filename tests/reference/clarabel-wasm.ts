import { setFlagsFromString } from 'node:v8';

// V8 of Node 20 stops with "unreachable code" when it gives up optimised code into which a call of wasm was inlined.
setFlagsFromString('--no-turbo-inline-js-wasm-calls');

export { solveConic } from 'cvxjs';
