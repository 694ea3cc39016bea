import { asset } from '$app/paths';

/** Address of an icon in a list. `npm run icons` writes the file from the names it finds beside this one. */
export const icon = (name: string): string => `${asset('/icons/screens.svg')}#${name}`;
