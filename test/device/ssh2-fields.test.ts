import { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import ssh2 from 'ssh2';
import { expect, test } from 'vitest';
import { algorithms } from '../../src/device/algorithms.ts';
import { useKeyObjects } from '../../src/device/cipher-keys.ts';
import { tellPublicKeyQuickly } from '../../src/device/x25519-keys.ts';
import { newKey } from '../bench/new-key.ts';

/** Both sides fall back without a word when ssh2 calls its fields otherwise: a new version shows here, not in a slow fleet. */
test('ssh2 holds its keys where they are made quick', async () => {
  const server = new ssh2.Server({ hostKeys: [newKey().privateKey] }, (peer) => {
    peer.on('error', () => peer.end());
    peer.on('authentication', (context) => context.accept());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new ssh2.Client();
  try {
    client.once('handshake', () => useKeyObjects(client));
    client.connect({
      sock: connect((server.address() as AddressInfo).port, '127.0.0.1'),
      username: 'test',
      password: 'test',
      algorithms: algorithms(false),
      hostVerifier: () => true,
    });
    tellPublicKeyQuickly(client);
    await once(client, 'ready');

    const { _cipher, _decipher, _kex } = (client as unknown as { _protocol: Inside })._protocol;
    expect(_cipher._encKey).toBeInstanceOf(KeyObject);
    expect(_decipher._decipherKey).toBeInstanceOf(KeyObject);
    expect(Object.hasOwn(_kex, 'getPublicKey'), 'the exchange has our way of telling its key').toBe(true);
    expect(_kex.getPublicKey()).toEqual(Object.getPrototypeOf(_kex).getPublicKey.call(_kex));
  } finally {
    client.end();
    server.close();
  }
});

interface Inside {
  _cipher: { _encKey: unknown };
  _decipher: { _decipherKey: unknown };
  _kex: { getPublicKey(): Buffer };
}
