export { contentOf, nameOf, tokensOf } from './tokens';
export type { Token, TokenKind } from './tokens';
export { isQuery, namesWithin, statementAt, statementsOf } from './statements';
export type { Statement } from './statements';
export { FILES_FOLDER, refusalOf } from './guard';
export type { Refusal, RefusalCode } from './guard';
