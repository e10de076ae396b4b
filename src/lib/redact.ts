/**
 * Takes secrets out of device text, line by line, before it is stored, logged or shown. The words before the secret
 * stay, so that the line can still be read; what follows them goes. A long random value after a secret-like word is
 * dropped even where no rule knows the line. Works on whole lines: join chunks first.
 */
export function redact(text: string): string {
  return worthReadingAtAll(text) ? redactEachLine(text) : text;
}

/** Most outputs hold nothing that a rule could fit; only true may be wrong. */
function worthReadingAtAll(text: string): boolean {
  if (worthReadingInLower.test(text.toLowerCase())) return true;
  if (text.length <= longestLine) return false;
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    if (end - start > longestLine) return true;
    start = end + 1;
  }
  return false;
}

function redactEachLine(text: string): string {
  let insideBlock = false;
  return text
    .split('\n')
    .map((line) => {
      if (insideBlock) {
        if (blockEnd.test(line)) insideBlock = false;
        return mark;
      }
      if (blockStart.test(line)) {
        insideBlock = !blockEnd.test(line);
        return mark;
      }
      return redactLine(line);
    })
    .join('\n');
}

const mark = '[redacted]';

const blockStart =
  /-----BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE KEY|CERTIFICATE)|^\s*certificate (?:self-signed|ca) [0-9A-F]+/i;
const blockEnd = /-----END [A-Z0-9 ]{0,40}|^\s*quit\s*$/i;

/**
 * Each rule keeps its first group and drops the rest of the line. Written for the linear case: no repetition inside a
 * repetition, and `\S+` only between single spaces.
 */
const tailRules: readonly RegExp[] = [
  // Vendor-neutral "password", "secret" with an optional encryption type. "secrets" or "password-policy" do not match.
  /^(.*\b(?:enable|username|user|neighbor|peer|server|host|line|login|set|account|authentication|login-user)\b.*\s(?:password|secret|passwd|sha512|sha256-password|ssha|encrypted-password|plain-text-password-value|authentication-password|privacy-password)\s+)\S.*$/i,
  /^((?:.*:\s+|\s*)(?:enable\s+)?(?:password|secret|passwd)\s+)\S+\s*$/i,
  /^(.*\b(?:password|secret|passphrase|key-string|md5-key|auth-key|authentication-key|pre-shared-key|shared-secret|community-string|private-key|api-key|apikey|wpa-psk|encryption-key)\s+(?:encrypted|cleartext|clear-text|hash|hashed|cipher|simple|irreversible-cipher|ascii-text|hexadecimal|local|ascii|hex|plaintext|common|[0-9]{1,2}[a-z]?)\s+)\S.*$/i,
  // SNMP.
  /^(.*\bsnmp(?:-server)?\s+community\s+)\S.*$/i,
  /^(.*\bsnmp-server\s+(?:host|user)\s+\S+\s+)\S.*$/i,
  /^(.*\bsnmp-agent\b.*\bcommunity\s+)\S.*$/i,
  /^(.*\bsnmp\s+(?:v3|community|trap-group|access)\b.*?(?:community|authentication|privacy|access|snmp\s+community)\s+)\S.*$/i,
  /^((?:.*:\s+|\s*)community\s+)"?[^\s":]+"?\s*(?:\{|;|hash2?|version|access-permissions).*$/i,
  /^(.*\b(?:localized|auth\s+(?:md5|sha|sha-?\d{3})|priv\s+(?:des|3des|aes|aes\s?-?\d{3}))\s+)\S.*$/i,
  // AAA servers and shared keys.
  /^(.*\b(?:tacacs|tacacs-server|tacplus-server|radius|radius-server|ldap-server)\b.*\b(?:key|secret|shared-secret|bind-password)\s+)\S.*$/i,
  /^((?:.*:\s+|\s*)(?:server-)?(?:private|shared)?-?key\s+(?:[0-9]{1,2}[a-z]?\s+|encrypted\s+|hash2?\s+|cipher\s+)?)["']?[^\s"']{6,}["']?\s*$/i,
  /^(.*\bkey-string\s+)\S.*$/i,
  /^(.*\bisakmp\s+key\s+)\S.*$/i,
  /^(.*\b(?:pre-shared-key|psk)\s+)\S.*$/i,
  /^(.*\bntp\b.*\bauthentication-key\s+\d{1,10}\s+(?:\S+\s+)?)\S.*$/i,
  // Routing protocols.
  /^(.*\b(?:message-digest-key|md5)\s+\d{1,3}\s+(?:md5\s+)?)\S.*$/i,
  /^(.*\b(?:ospf|isis|rip|eigrp|bgp|ldp|vrrp|hsrp|standby|glbp|area)\b.*\b(?:authentication-key|message-digest-key|authentication|password|key|md5)\s+(?:(?:text|md5|simple|plaintext|md5-key|key-id|\d{1,3})\s+)*)(?=\S*[\d$%"'])["']?\S{6,}.*$/i,
  /^(.*\b(?:authentication-key|hello-authentication-key|auth-key|authentication-password)\s+)\S.*$/i,
  /^(.*\b(?:isis|lsp|area|domain)-?\s?password\s+)\S.*$/i,
  /^(.*\b(?:wpa-)?passphrase\s+)\S.*$/i,
  // Huawei-style ciphers and MikroTik-style pairs.
  /^(.*\b(?:cipher|irreversible-cipher)\s+)\S.*$/i,
];

/** Values that are secrets wherever they stand; only the value is dropped. */
const valueRules: readonly RegExp[] = [
  /\$(?:1|5|6|8|9|14|sha1|sha512|y|2[aby])\$[^\s";]{4,}/gi,
  /%\^%#[^\s]{8,}/g,
  /\bxox[a-z]-[A-Za-z0-9-]{8,}/g,
  /\bxapp-[A-Za-z0-9-]{8,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /\b(?:gh[pousr]_|glpat-)[A-Za-z0-9_-]{16,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  // With a colon it would be a BGP community.
  /\bcommunity\s?=\s?["']?[^\s"',;]{3,}/gi,
  /\b(?:password|passwd|secret|passphrase|token|api[_-]?key|psk|pre-shared-key|private-key|auth[_-]?key|encrypted-password|wpa2?-pre-shared-key|authentication-password|encryption-password)["']?\s?[=:]\s?["']?[^\s"',;]{3,}/gi,
];

/** Junos marks its own secrets; the value in quotes before the mark goes. */
const junosMarked = /"[^"]*"(?=[^"]*;?\s*##\s*SECRET-DATA)/g;

const secretWord =
  /\b(?:secret|password|passwd|passphrase|key|token|credential|psk|community|cipher|hash2?|encrypted)\b/i;
const longValue = /[A-Za-z0-9+/=_$.%^#!@-]{20,}/g;

function redactLine(line: string): string {
  // A marked line longer than any configuration line is not worth a regular expression.
  const head = line.length > longestLine ? line.slice(0, longestLine) : line;
  const cut = line.length > longestLine ? ` ${mark}` : '';
  if (!worthReading.test(head)) return `${head}${cut}`;
  let shown = head.replace(junosMarked, mark);
  for (const rule of tailRules) {
    const kept = rule.exec(shown)?.[1];
    if (kept !== undefined) return `${kept}${mark}`;
  }
  for (const rule of valueRules) shown = shown.replace(rule, keepName);
  const word = secretWord.exec(shown);
  if (word) {
    const from = word.index + word[0].length;
    shown = shown.slice(0, from) + shown.slice(from).replace(longValue, (value) => (looksRandom(value) ? mark : value));
  }
  return `${shown}${cut}`;
}

const longestLine = 16_384;

/** In lower case. What a line must hold for a rule to fit it. */
const telltale =
  'pass|secret|key|communit|snmp|md5|cipher|hash|psk|token|credential|encrypted|auth|priv|\\$\\w{1,6}\\$|%\\^%#|xox|xapp-|eyj|gh[pousr]_|glpat|akia|ssh-rsa';

/** One cheap look that most lines of a show command fail. */
const worthReading = new RegExp(telltale, 'i');

/**
 * The same for a whole text in lower case, a fifth of the work, and for the blocks that begin without any of it. Lower
 * case turns a few more letters into ASCII than a pattern without case does, never fewer.
 */
const worthReadingInLower = new RegExp(`${telltale}|certificate`);

/** `name=value` keeps the name. */
function keepName(found: string): string {
  const name = /^[A-Za-z0-9_-]+["']?\s?[=:]\s?/.exec(found)?.[0];
  return name === undefined ? mark : `${name}${mark}`;
}

/** Letters and digits mixed, as in a hash or a key; host names and words in kebab-case are not. */
function looksRandom(value: string): boolean {
  const digits = value.replace(/[^0-9]/g, '').length;
  const upper = /[A-Z]/.test(value);
  const lower = /[a-z]/.test(value);
  const hex = /^[0-9a-fA-F]+$/.test(value);
  return hex || (digits >= 2 && upper && lower) || /[$%^#!]/.test(value);
}
