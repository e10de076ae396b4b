import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from '../../src/lib/redact.ts';

/** Written by us in the shape of each system; the part between « and » must never be seen again. */
const secretLines = `
enable secret 5 «$1$mERr$hx5rVt7rPNoS4wqbXKX7m0»
enable secret 9 «$9$2MJBozw/9R3UsU$2lFhcKvpghcyw8deP25GOfyZaagyUOGBymkryvOdfo6»
enable password «letmein1»
enable password 7 «0822455D0A16»
username admin privilege 15 secret 5 «$1$abcd$0123456789abcdefghijkl»
username admin privilege 15 password 0 «Cisco123»
username bo secret sha512 «$6$rounds$abcdefghijklmnop»
 password 7 «13061E010803»
 key-string 7 «070C285F4D06»
 key-string «plainkey99»
snmp-server community «pubL1c-x» RO
snmp-server community «s3cretRW» RW 99
snmp-server host 192.0.2.9 version 2c «trapcomm»
snmp-server user monitor netops v3 auth sha «AuthPass99» priv aes 128 «PrivPass99»
tacacs-server host 192.0.2.5 key 7 «1403171818142B3837»
tacacs-server key «tacpluskey»
radius-server host 192.0.2.6 auth-port 1812 key 7 «141B1309000B7A6A»
radius server ISE key 6 «JDYkLGlfQ0VBXkZfS»
 key 7 «0011223344556677»
crypto isakmp key «MyPreShared1» address 192.0.2.77
 pre-shared-key local «IkePsk001»
 neighbor 192.0.2.1 password 7 «05080F1C2243»
 neighbor 192.0.2.1 password «bgpsecret»
 ip ospf message-digest-key 1 md5 7 «0307520A1B08»
 ip ospf authentication-key «ospfkey1»
 isis password «isispass» level-2
 ip rip authentication key-chain ring key-string «ripkey77»
ntp authentication-key 1 md5 «0832494D1B1C11» 7
 standby 1 authentication md5 key-string «hsrpkey1»
 vrrp 1 authentication text «vrrpkey1»
wpa-psk ascii 0 «wifisecret1»
 mpls ldp neighbor 192.0.2.2 password «ldpsecret»
username arista secret sha512 «$6$Ab3dEf$QwErTyUiOpAsDfGh»
   neighbor SPINE password 7 «q7oGxyR3t2Bp1Z==»
   snmp-server community «eosComm1» ro
management security password encryption-key common «vT9x2Kp0»
 encrypted-password "«$6$Xy9z$kLmNoPqRsTuVwXyZ»"; ## SECRET-DATA
 secret "«$9$LQk7dbs2aDjqYgoJDkqP»"; ## SECRET-DATA
 authentication-key "«$9$aZGjqTz6uORmf»"; ## SECRET-DATA
set system root-authentication encrypted-password "«$6$OG8k$Aa0Bb1Cc2Dd3»"
set system login user netops authentication encrypted-password "«$5$Zx1$aaBBcc11»"
set protocols bgp group ibgp authentication-key "«$9$yyyyZZZZ1111»"
set system tacplus-server 192.0.2.5 secret "«$9$QwErTy12345»"
set snmp community «junosComm» authorization read-only
set security ike policy p1 pre-shared-key ascii-text "«$9$ike12345»"
set system radius-server 192.0.2.6 secret "«$9$abc123def456»"
set snmp v3 usm local-engine user m authentication-sha authentication-password «JunAuth99»
 authentication-key "«kVl2QXc1Tn9qd3g»" hash2
 password "«$2y$10$abcdefghijklmnopqrstu»"
 hello-authentication-key "«AaBbCc112233»" hash2
 community "«srosComm1»" hash2 access-permissions r
configure system security user "admin" password "«SrosPass1»"
 local-user netops password irreversible-cipher «%^%#aB3$xYz9Qw!%^%#»
 snmp-agent community read cipher «%^%#Zz9yXx8wVv7u%^%#»
 peer 192.0.2.1 password cipher «%^%#Qq1wEe2rTt3y%^%#»
 super password level 3 cipher «%^%#Uu7iOo8pAa9s%^%#»
/user add name=admin password=«mtikPass1»
/interface wireless security-profiles set default wpa2-pre-shared-key=«mtikWifi1»
/snmp community set [find] authentication-password=«mtikSnmp1»
/ppp secret add name=u1 password=«mtikPpp01»
/snmp set community=«mtikComm1»
 neighbor 192.0.2.9 password «frrsecret1»
password «zebra123»
enable password «zebra456»
Authorization: Bearer token=«abc123XYZ»
SLACK_BOT_TOKEN=«xoxb-1234567890-abcdefghij»
app token «xapp-1-A0B1C2D3-123456-abcdef»
jwt «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF123_-x»
 api-key 0 «A1b2C3d4E5f6»
somebody put a secret «Zk3mQ9xW7vT5rP1nL8jH» in a banner
`
  .split('\n')
  .filter((line) => line !== '');

const parts = (line: string) => [...line.matchAll(/«(.*?)»/g)].map(([, secret]) => secret ?? '');
const plain = (line: string) => line.replace(/[«»]/g, '');

test('the corpus is as large as promised', () => {
  expect(secretLines.length).toBeGreaterThanOrEqual(60);
});

describe('no secret is left', () => {
  test.for(secretLines)('%s', (line) => {
    const shown = redact(plain(line));
    for (const secret of parts(line)) expect(shown).not.toContain(secret);
    expect(shown).toContain('[redacted]');
  });

  test.for(secretLines)('nor behind a log prefix: %s', (line) => {
    const shown = redact(`Jan  5 09:00:00 leaf1 Cli: %SYS-5-CONFIG: ${plain(line).trimStart()}`);
    for (const secret of parts(line)) expect(shown).not.toContain(secret);
  });
});

test('a private key or certificate goes as a whole, and what follows stays', () => {
  const key =
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\nmoremoremore\n-----END OPENSSH PRIVATE KEY-----\nend';
  expect(redact(key)).toBe('[redacted]\n[redacted]\n[redacted]\n[redacted]\nend');
});

test('a key that never ends takes the rest with it', () => {
  expect(redact('-----BEGIN RSA PRIVATE KEY-----\nMIIE\nmore')).toBe('[redacted]\n[redacted]\n[redacted]');
});

test('is idempotent and keeps the number of lines', () => {
  const text = secretLines.map(plain).join('\n');
  expect(redact(redact(text))).toBe(redact(text));
  expect(redact(text).split('\n')).toHaveLength(secretLines.length);
});

test('harmless lines stay as they are: fewer than 1 % false hits', () => {
  const lines = harmless();
  const hit = lines.filter((line) => redact(line) !== line);
  expect(lines.length).toBeGreaterThan(2_000);
  expect(hit.length / lines.length, hit.slice(0, 20).join('\n')).toBeLessThan(0.01);
});

test('a text that is found harmless at one look is the same line by line', () => {
  // A last line with a telltale word sends every line through the rules.
  const lineByLine = (text: string) => redact(`${text}\nkey`).split('\n').slice(0, -1).join('\n');
  const words = ['pass', 'Secret', 'KEY', 'communit', 'snmp', 'md5', 'cipher', 'hash', 'psk', 'token', 'auth', 'priv'];
  const piece = fc.oneof(
    fc.constantFrom(
      '\n',
      '\n',
      '\n',
      ' ',
      ' ',
      '$',
      '$1$',
      '%^%#',
      '##',
      ':',
      '=',
      '"',
      'interface',
      'up',
      '192.0.2.1',
    ),
    fc.constantFrom(
      ...words,
      'password s3cretRW',
      'credential',
      'encrypted',
      'xoxb-',
      'xapp-',
      'eyJ',
      'EYJ',
      'ghp_',
      'GHO_',
    ),
    fc.constantFrom('glpat-', 'AKIA0123456789ABCDEF', 'akia0123456789abcdef', 'ssh-rsa', 'Ab1'.repeat(12)),
    // A Kelvin sign and a dotted capital I become ASCII, or longer, in lower case.
    fc.constantFrom('\u212aey 0123456789', 'pr\u0130v', 'to\u212aen', '\ud800'),
    fc.constantFrom('-----BEGIN CERTIFICATE-----', '-----begin certificate-----', '-----END CERTIFICATE-----', 'quit'),
    fc.constantFrom(
      'certificate self-signed 01',
      'Certificate CA 0A',
      '-----BEGIN RSA PRIVATE KEY-----',
      'x'.repeat(16_385),
    ),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (raw) => {
      expect(redact(raw)).toBe(lineByLine(raw));
    }),
    { numRuns: 2_000, seed: 5 },
  );
});

test('takes linear time over hostile lines', () => {
  for (const line of [
    'password '.repeat(20_000),
    `${'a '.repeat(100_000)}secret`,
    '$1$'.repeat(60_000),
    'key '.repeat(50_000),
    `secret ${'x'.repeat(200_000)}`,
  ]) {
    const from = performance.now();
    redact(line);
    expect(performance.now() - from, line.slice(0, 20)).toBeLessThan(200);
  }
});

/** Lines that show commands print, over many interfaces, peers and days. */
function harmless(): string[] {
  const templates = [
    'Ethernet# is up, line protocol is up (connected)',
    '  Hardware is Ethernet, address is 0200.5e00.53## (bia 0200.5e00.53##)',
    '  Internet address is 198.51.100.#/31',
    '  5 minutes input rate 1#3 kbps (0.#% with framing overhead), 12 packets/sec',
    '     #12345 packets input, 98#765432 bytes',
    'Neighbor 192.0.2.# AS 6450# Established 3d0#h',
    'Et#        leaf1-to-spine#                connected    routed   full   100G   100GBASE-SR4',
    'ge-0/0/#.0                up    up   inet     198.51.100.#/31',
    '{"peers":{"192.0.2.#":{"peerState":"Established","prefixReceived":1#,"asn":"6450#"}}}',
    'Jan  5 09:#0:00 leaf1 Rib: %BGP-3-NOTIFICATION: sent to neighbor 192.0.2.# 6/2 (Administrative shutdown)',
    'Jan  5 09:#1:00 leaf1 sshd[#12]: Accepted publickey for netops from 192.0.2.# port 5#000 ssh2: ED25519 SHA256:abc',
    'Jan  5 09:#2:00 leaf1 sshd[#12]: Failed password for netops from 192.0.2.# port 5#000 ssh2',
    '64 bytes from 192.0.2.#: icmp_seq=# ttl=64 time=0.#5 ms',
    ' # 198.51.100.# (198.51.100.#)  0.#12 ms  0.#13 ms  0.#14 ms',
    'BGP neighbor is 192.0.2.#, remote AS 6450#, external link',
    '  Authentication: none, key-chain not set',
    '  Password authentication is disabled on vlan #',
    '  Monkey patch # applied, keyboard ok',
    '      Community: 6450#:300 6450#:10 graceful-shutdown',
    'Software image version: 4.3#.1F, Architecture: x86_64, Serial number: JPE2#010203',
    'Uptime: # weeks, 2 days, 3 hours and 4 minutes',
    '    "lastNotificationReason":"Cease/Administrative Shutdown", "hostLocal":"198.51.100.#"',
  ];
  return templates.flatMap((template) =>
    Array.from({ length: 100 }, (_, index) => template.replaceAll('#', String(index % 10))),
  );
}
