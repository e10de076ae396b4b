import { type InterfaceBlock, pushAddress, takeFlags } from './interface-lines.ts';
import type { KnownLine } from './known-lines.ts';

/** The heading of a unit in `show interfaces brief`; the other forms have an index behind the name. */
export const briefUnit = /^Logical interface (\S{1,60}\.\d{1,10})$/;

/** Of that heading, one of its words may be damaged. A description is none, whatever it says. */
export const bentBriefUnit = /^(?!Description: )\S+ \S+ \S{1,60}\.\d{1,10}$/;

/** Families whose addresses are none of IP, and what else is said of a unit. */
const aside =
  /^(?:(?:iso|mpls|ccc|tcc|vpls|bridge|eth-switch|multiservice|aenet|mlppp|tnp)(?: .*)?|(?:Bandwidth|Security|Allowed host-inbound traffic|VLAN-Tag|Input packets|Output packets) ?: .*)$/;

/** Every line of a unit is one of these: its addresses have no words that tell a damaged one from another line. */
export const briefUnitLines: readonly KnownLine<InterfaceBlock>[] = [
  { known: /^Flags:/, take: takeFlags },
  { known: /^(?!Flags:)/, take: (block, line) => aside.test(line) || takeAddress(block, line) },
];

/** `inet  192.0.2.1/30`, `inet  192.0.2.1  --> 192.0.2.2`; more addresses of a family stand below it alone. */
function takeAddress(block: InterfaceBlock, line: string): boolean {
  const far = String.raw` +--> +[0-9A-Fa-f.:]{1,39}(?:\/\d{1,3})?`;
  const own = new RegExp(`^(?:inet6? +)?([0-9A-Fa-f.:]{2,39})(?:\\/(\\d{1,3}))?(?:${far})?$`).exec(line);
  return own !== null && pushAddress(block, own[1] ?? '', own[2]);
}
