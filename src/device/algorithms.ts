import type { Algorithms } from 'ssh2';

/**
 * Exactly what we offer. Without strict key exchange neither chacha20 nor CBC with encrypt-then-MAC is safe
 * (Terrapin), and ssh2 cannot demand it, so neither is in any list. `legacyCrypto` appends what old devices need: SHA-1
 * key exchange, ssh-rsa and ssh-dss host keys, and CBC, for which then only plain MACs are offered.
 */
export function algorithms(legacyCrypto: boolean): Algorithms {
  if (!legacyCrypto) return modern;
  return {
    kex: [...modern.kex, ...legacy.kex],
    serverHostKey: [...modern.serverHostKey, ...legacy.serverHostKey],
    cipher: [...modern.cipher, ...legacy.cipher],
    hmac: [...modern.hmac.filter((name) => !name.endsWith('-etm@openssh.com')), ...legacy.hmac],
    compress: [...modern.compress],
  };
}

const modern = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group18-sha512',
    'diffie-hellman-group14-sha256',
  ],
  serverHostKey: [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-512',
    'rsa-sha2-256',
  ],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes192-ctr', 'aes256-ctr'],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
  compress: ['none'],
} satisfies Algorithms;

const legacy = {
  kex: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  serverHostKey: ['ssh-rsa', 'ssh-dss'],
  cipher: ['aes256-cbc', 'aes128-cbc', '3des-cbc'],
  hmac: ['hmac-sha1'],
} satisfies Algorithms;
