export { default as CodeEditor } from './CodeEditor.svelte';
export type { ColouredPiece, Suggestion, Suggestions } from './editor-types';
