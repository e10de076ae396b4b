import { KeyObject } from 'node:crypto';
import type { Client, Connection } from 'ssh2';

/**
 * Lets the X25519 exchange of a connection tell its public key quickly. ssh2 writes the key as DER twice in each
 * handshake, which costs more than making it; as a JWK it costs nothing to speak of. These fields are no part of ssh2's
 * interface: where they are missing or something else, everything works as before. To be called right after `connect`,
 * before the first packet.
 */
export function tellPublicKeyQuickly(client: Client | Connection): void {
  const { _protocol: protocol } = client as unknown as { _protocol?: Protocol };
  if (!protocol || !Object.hasOwn(protocol, '_kex')) return;
  protocol[held] = protocol._kex;
  Object.defineProperty(protocol, '_kex', watched);
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
    if (exchange?.constructor.name === 'Curve25519Exchange') quicken(exchange);
    this[held] = exchange;
  },
};

function quicken(exchange: Exchange): void {
  const asBefore = exchange.getPublicKey;
  if (!exchange.generateKeys || !asBefore) return;
  exchange.getPublicKey = function (this: Exchange): Buffer {
    this.generateKeys?.();
    const key = this._keys?.publicKey;
    const { x } = key instanceof KeyObject ? key.export({ format: 'jwk' }) : {};
    return x === undefined ? asBefore.call(this) : Buffer.from(x, 'base64url');
  };
}
