import { printedInterfaceName } from './interface-names.ts';

/** Where the policies below a heading are applied. */
export interface PolicyPlace {
  interface: string;
  /** The circuit or the group of the interface that has policies of its own: `DLCI 100`, `service group 1`. */
  part: string | null;
}

const controlPlane = 'Control Plane';
const parted =
  /^(\S{3,64}): (?:(Service Group) (\d{1,5})|(VC) (\d{1,4}\/\d{1,5}) -|(DLCI) (\d{1,4}) -|(EFP) (\d{1,5}))$/;
/** The heading of something else that has policies; the lines below a heading are indented by more than one blank. */
const other = /^ ?(?:[A-Za-z][A-Za-z-]{1,30}\d[\d/.:]{0,30}(?:: |:$| -)|SSS session identifier |Service Instance )/;

/** The place that a heading names, `unknown` for a heading that is not known; null for any other line. */
export function policyPlace(raw: string, line: string): PolicyPlace | 'unknown' | null {
  if (line === controlPlane) return { interface: line, part: null };
  // Nearly all lines describe a class and stand further in; the heading of an interface is one word.
  if (raw.startsWith('  ') && line.includes(' ')) return null;
  const name = /^[A-Za-z]\S{2,63}$/.test(line) ? printedInterfaceName(line) : null;
  if (name !== null) return { interface: name, part: null };
  // The heading of an interface alone, and something behind it.
  const isBent = !raw.startsWith('  ') && printedInterfaceName(/^([A-Za-z]\S{2,63}) /.exec(line)?.[1] ?? '') !== null;
  if (!isBent && !other.test(raw)) return null;
  const [, port = '', ...words] = parted.exec(line) ?? [];
  const within = printedInterfaceName(port);
  const part = words.filter((word) => word !== undefined).join(' ');
  return within === null ? 'unknown' : { interface: within, part: part.replace('Service Group', 'service group') };
}
