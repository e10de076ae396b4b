import { createPrivateKey, sign } from 'node:crypto';
import ssh2, { type ParsedKey } from 'ssh2';

/**
 * The private key of a login, ready to sign. ssh2 reads the key anew for each login and parses its PEM once more for
 * each signature, which costs ten times the signature itself; here both happen once per key. Throws on text that is no
 * private key.
 */
export function signingKey(text: string): ParsedKey {
  const known = ready.get(text);
  if (known) return known;
  const parsed = ssh2.utils.parseKey(text);
  if (parsed instanceof Error) throw new Error(`the private key cannot be read (${parsed.message})`);
  if (!parsed.isPrivateKey()) throw new Error('it is a public key, a private one is needed');
  const key = quick(parsed);
  if (ready.size >= mostKeys) ready.clear();
  ready.set(text, key);
  return key;
}

/** As many as one process logs in with; a key that was replaced in its file is forgotten with the others. */
const mostKeys = 16;
const ready = new Map<string, ParsedKey>();

function quick(parsed: ParsedKey): ParsedKey {
  const key = createPrivateKey(parsed.getPrivatePEM());
  return Object.create(parsed, {
    sign: {
      value: (data: Buffer, hash?: string) => {
        try {
          return sign(hash ?? hashes[parsed.type] ?? null, data, key);
        } catch (error) {
          // ssh2 looks for an error in the returned value.
          return error;
        }
      },
    },
  }) as ParsedKey;
}

/** What the algorithm of the same name hashes with; Ed25519 hashes by itself. */
const hashes: Readonly<Record<string, string>> = {
  'ssh-rsa': 'sha1',
  'ecdsa-sha2-nistp256': 'sha256',
  'ecdsa-sha2-nistp384': 'sha384',
  'ecdsa-sha2-nistp521': 'sha512',
};
