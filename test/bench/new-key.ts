import ssh2 from 'ssh2';

/** An Ed25519 key pair; ssh2 1.17 now and then makes one that it cannot read back. `publicSsh` is base64. */
export function newKey(): { privateKey: string; publicSsh: string } {
  for (;;) {
    const { private: privateKey } = ssh2.utils.generateKeyPairSync('ed25519');
    const parsed = ssh2.utils.parseKey(privateKey);
    if (!(parsed instanceof Error)) return { privateKey, publicSsh: parsed.getPublicSSH().toString('base64') };
  }
}
