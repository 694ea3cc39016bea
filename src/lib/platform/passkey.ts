import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient, webauthn } from 'age-encryption';

/** A secret that a passkey gives out, and its public side. */
export interface PasskeySecret {
  /** "age1...": what is sealed for it, the secret opens. */
  readonly recipient: string;
  /** The secret, sealed by the passkey. */
  readonly sealed: Uint8Array;
}

/** Why a passkey was of no use. */
export class PasskeyError extends Error {
  override readonly name = 'PasskeyError';

  constructor(
    readonly code: 'refused' | 'unsupported' | 'other-passkey',
    message: string
  ) {
    super(message);
  }
}

/** Whether this browser knows passkeys at all; whether one can keep a secret shows when it is asked. */
export function passkeysKnown(): boolean {
  return 'PublicKeyCredential' in window && 'credentials' in navigator && window.isSecureContext;
}

/** Makes a passkey and a secret that it keeps. The browser asks the person twice. @throws PasskeyError */
export async function createdPasskey(name: string): Promise<PasskeySecret> {
  return asked(async () => {
    const identity = await webauthn.createCredential({ keyName: name });
    const secret = await generateX25519Identity();
    const encrypter = new Encrypter();
    encrypter.addRecipient(new webauthn.WebAuthnRecipient({ identity }));
    return { recipient: await identityToRecipient(secret), sealed: await encrypter.encrypt(secret) };
  });
}

/** The secret that a passkey sealed; the browser asks the person which passkey to use. @throws PasskeyError */
export async function secretOfPasskey(sealed: Uint8Array): Promise<string> {
  return asked(async () => {
    const decrypter = new Decrypter();
    decrypter.addIdentity(new webauthn.WebAuthnIdentity());
    return decrypter.decrypt(sealed, 'text');
  });
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof DOMException) throw new PasskeyError('refused', message);
    if (message.includes('PRF')) throw new PasskeyError('unsupported', message);
    throw new PasskeyError('other-passkey', message);
  }
}
