/** EOS' words for where a route comes from, in our own; null for a word or a letter that is not known. */

const ofType: readonly [RegExp, string][] = [
  [/^connected$/i, 'connected'],
  [/^(?:static|nexthop ?group ?static ?route)/i, 'static'],
  [/^kernel$/i, 'kernel'],
  [/^(?:e|i)?bgp$/i, 'bgp'],
  [/^(?:bgp|ospf) ?(?:aggregate|summary)$/i, 'aggregate'],
  [/^ospf/i, 'ospf'],
  [/^is-?is/i, 'isis'],
  [/^rip$/i, 'rip'],
  [/^dhcp$/i, 'dhcp'],
];

/** `eBGP`, `ospfInterArea`, `ISISLevel1` of the JSON form. */
export function protocolOfType(type: string): string | null {
  return ofType.find(([pattern]) => pattern.test(type))?.[1] ?? null;
}

const ofCode: Record<string, string> = {
  C: 'connected',
  S: 'static',
  K: 'kernel',
  O: 'ospf',
  O3: 'ospf',
  B: 'bgp',
  R: 'rip',
  I: 'isis',
  A: 'aggregate',
  NG: 'static',
  DH: 'dhcp',
};

/** The first letters of a row: `C`, `B E`, `O IA`, `A B`. */
export function protocolOfEosCode(code: string): string | null {
  const first = code.split(' ')[0] ?? '';
  return Object.hasOwn(ofCode, first) ? (ofCode[first] ?? null) : null;
}
