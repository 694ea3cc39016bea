export { default as Markdown } from './Markdown.svelte';
export { markdownBlocks } from './parse';
export type { Block, Inline } from './parse';
