import { keepPasskey, keptPasskey, type KeptPasskey } from '$lib/platform/backup-record';
import { now } from '$lib/platform/clock';

export { randomPassphrase } from '$lib/platform/ids';
export { keptPasskey };
export type { KeptPasskey };

/** Passkeys are loaded with the first one, with the age format. */
const passkeys = () => import('$lib/platform/passkey');

/** Whether this browser knows passkeys. */
export async function passkeysKnown(): Promise<boolean> {
  return (await passkeys()).passkeysKnown();
}

/** Makes a passkey that opens later backups beside their passphrase. @throws PasskeyError */
export async function addPasskey(name: string): Promise<KeptPasskey> {
  const { recipient, sealed } = await (await passkeys()).createdPasskey(name);
  const passkey = { name, createdAt: now(), recipient, sealed: base64FromBytes(sealed) };
  keepPasskey(passkey);
  return passkey;
}

/** Later backups are made without the passkey; those made with it are still opened by it. */
export function forgetPasskey(): void {
  keepPasskey(undefined);
}

/** What a passkey gives out for a backup that it opens. @throws PasskeyError */
export async function secretFromPasskey(sealed: Uint8Array): Promise<string> {
  return (await passkeys()).secretOfPasskey(sealed);
}

export function bytesFromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function base64FromBytes(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
