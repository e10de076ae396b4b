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

/** Null for those that say no origin of ours: martian, leaked, gRIBI, a dynamic policy … */
const ofCode: Readonly<Record<string, string | null>> = {
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
  V: null,
  M: null,
  DP: null,
  L: null,
  G: null,
  RC: null,
  CL: null,
};

/** The first letters of a row: `C`, `B E`, `O IA`, `A B`. Undefined for letters that are none of EOS'. */
export function protocolOfEosCode(code: string): string | null | undefined {
  const first = code.split(' ')[0] ?? '';
  return Object.hasOwn(ofCode, first) ? ofCode[first] : undefined;
}

/** Those that stand behind the letter of a protocol, and never alone. */
const behind = new Set(['IA', 'E1', 'E2', 'N1', 'N2']);

/** The letters that a line of a legend explains and a row may begin with: `NG - Nexthop Group Static Route, B I - iBGP,`. */
export function codesOfLegend(line: string): string[] {
  return [...line.matchAll(/(?<=[ ,])([A-Z][A-Z0-9]?)(?: [A-Z][A-Z0-9]?)? +- [A-Za-z]/g)]
    .map(([, code = '']) => code)
    .filter((code) => !behind.has(code));
}
