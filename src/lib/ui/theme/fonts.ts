import interUrl from 'inter-ui/variable-latin/InterVariable-subset.woff2?url';
import serifUrl from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url';

/** Addresses of the two fonts, for `<link rel="preload" as="font" crossorigin>`. */
export const fontUrls: { readonly sans: string; readonly serif: string } = { sans: interUrl, serif: serifUrl };
