import { version } from '../../../package.json';

/** Version of the app, which archives are marked with. */
export const APP_VERSION: string = version;
