export { fromStoredJson, storedJson } from './stored-json';
export type { Json } from './stored-json';
