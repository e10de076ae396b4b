import type { KeyObject } from 'node:crypto';
import type { Client, Connection } from 'ssh2';

/**
 * Lets the X25519 exchange of a connection tell its public key quickly. ssh2 writes the key as DER twice in each
 * handshake, which costs more than making it; as a JWK, and once, it costs nothing to speak of. These fields are no part
 * of ssh2's interface: where they are missing or something else, nothing is changed and everything works as before. To
 * be called right after `connect`, before the first packet.
 */
export function tellPublicKeyOnce(client: Client | Connection): void {
  const { _protocol: protocol } = client as unknown as { _protocol?: Protocol };
  if (protocol && Object.hasOwn(protocol, '_kex')) Object.defineProperty(protocol, '_kex', watched);
}

interface Protocol {
  _kex?: Exchange | undefined;
  [held]?: Exchange | undefined;
}

interface Exchange {
  constructor: { name: string };
  _keys?: { publicKey?: KeyObject } | null;
  generateKeys?: () => void;
  getPublicKey?: () => Buffer;
}

const held = Symbol('exchange');

/** One pair of functions for all connections: V8 would make a class of each otherwise. */
const watched: PropertyDescriptor & ThisType<Protocol> = {
  configurable: true,
  enumerable: true,
  get() {
    return this[held];
  },
  set(exchange: Exchange | undefined) {
    if (exchange?.constructor.name === 'Curve25519Exchange' && exchange.generateKeys) exchange.getPublicKey = publicKey;
    this[held] = exchange;
  },
};

function publicKey(this: Exchange): Buffer {
  this.generateKeys?.();
  const { x } = this._keys?.publicKey?.export({ format: 'jwk' }) ?? {};
  if (x === undefined) throw new Error('ssh2 has no X25519 key where it used to have one');
  return Buffer.from(x, 'base64url');
}
