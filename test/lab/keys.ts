import { createHash } from 'node:crypto';
import { generateKeyPair } from '../../src/sandbox/key-pair.ts';

/** The accounts of every router: `read` may look, `write` may configure. */
export const logins = {
  read: { user: 'ringdown-ro', id: 42_001 },
  write: { user: 'ringdown-rw', id: 42_002 },
} as const;

export interface KeyPair {
  /** OpenSSH private key. */
  private: string;
  /** One line of authorized_keys. */
  public: string;
  /** `SHA256:` and base64 without padding, as OpenSSH shows it. */
  fingerprint: string;
}

export function generateKey(): KeyPair {
  const pair = generateKeyPair();
  return { ...pair, fingerprint: fingerprint(Buffer.from(pair.public.split(' ')[1] ?? '', 'base64')) };
}

export function fingerprint(publicKey: Buffer): string {
  return `SHA256:${createHash('sha256').update(publicKey).digest('base64').replace(/=+$/, '')}`;
}
