export { applyTheme, themeChoices } from './choice';
export type { ThemeChoice } from './choice';
export { fontUrls } from './fonts';
export { categoryColour, colour, divergingColour, sequenceColour, signClass } from './tokens';
export type { ColourName } from './tokens';
