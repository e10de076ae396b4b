import ssh2 from 'ssh2';

export interface KeyPair {
  /** OpenSSH private key. */
  private: string;
  /** One line of authorized_keys. */
  public: string;
}

/** A new Ed25519 key pair. Once in a few hundred times ssh2 1.17 writes one that nobody can read back; it is made again. */
export function generateKeyPair(): KeyPair {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
}
