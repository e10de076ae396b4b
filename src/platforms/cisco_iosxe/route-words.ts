const letters: Record<string, string> = {
  C: 'connected',
  L: 'local',
  LC: 'local',
  S: 'static',
  U: 'static',
  B: 'bgp',
  D: 'eigrp',
  EX: 'eigrp',
  R: 'rip',
  O: 'ospf',
  OI: 'ospf',
  OE1: 'ospf',
  OE2: 'ospf',
  ON1: 'ospf',
  ON2: 'ospf',
  i: 'isis',
  I1: 'isis',
  I2: 'isis',
  IA: 'isis',
  IS: 'isis',
  H: 'nhrp',
  l: 'lisp',
  a: 'application',
  M: 'mobile',
  m: 'omp',
  o: 'odr',
  P: 'static',
  ND: 'nd',
  NDp: 'nd',
  n: 'nat',
};

/** The letter of a routing table as a word; null where it is unknown. */
export function protocolOfCode(code: string): string | null {
  return Object.hasOwn(letters, code) ? (letters[code] ?? null) : null;
}
