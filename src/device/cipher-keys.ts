import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Client, Connection } from 'ssh2';

/**
 * Hands the session keys to Node as key objects. Without its native part ssh2 gives AES-GCM the raw bytes for each
 * packet, and Node then spends two thirds of the packet's time on finding out what they are. These two fields are no
 * part of ssh2's interface: where they are missing or something else, nothing is changed and everything works as before,
 * only slower (after a re-keying, too).
 */
export function useKeyObjects(client: Client | Connection): void {
  const { _protocol: protocol } = client as unknown as Inside;
  if (protocol?._cipher) asKeyObject(protocol._cipher, '_encKey');
  if (protocol?._decipher) asKeyObject(protocol._decipher, '_decipherKey');
}

interface Inside {
  _protocol?: { _cipher?: Holder; _decipher?: Holder };
}

type Holder = { constructor: { name: string } } & { [field in string]?: KeyObject | Buffer };

function asKeyObject(holder: Holder, field: '_encKey' | '_decipherKey'): void {
  const key = holder[field];
  if (Buffer.isBuffer(key) && gcmInNode.test(holder.constructor.name)) holder[field] = createSecretKey(key);
}

const gcmInNode = /^AESGCM(?:De)?[Cc]ipherNative$/;
