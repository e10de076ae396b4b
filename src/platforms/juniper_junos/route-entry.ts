import { isIP } from 'node:net';
import { canonicalIp } from '../../domain/ip.ts';
import type { RouteNextHop } from '../../domain/routing-records.ts';
import { hasDamagedLabel, isDamaged } from '../damaged-label.ts';
import { ageOf } from './ages.ts';
import { isPrintedName } from './printed-names.ts';

/** What stands below the heading of one route or path. */
export interface RouteEntry {
  vrf: string | null;
  prefix: string;
  active: boolean;
  protocol: string;
  distance: number | null;
  hops: RouteNextHop[];
  values: Map<string, string>;
  /** The line above said "Next hop:" and no more: the port stands on this one. */
  awaitsPort: boolean;
  /** The reason why another path is better goes on, on the next line. */
  awaitsReason: boolean;
  /** Nothing that we read stands below. */
  isOver: boolean;
}

const labelNames = new Set([
  ...['Age', 'Metric', 'Metric2', 'Tag', 'Source', 'State', 'Localpref', 'Inactive reason', 'Validation State'],
  ...[
    'Protocol next hop',
    'AS path',
    'Communities',
    'Addpath Path ID',
    'Next hop',
    'Indirect next hops',
    'Indirect next hop',
  ],
]);

/** Several of these stand on one line: `Age: 1:06  Metric: 10  Tag: 100`. */
const labels =
  /(?:^|\t| {2,})(Age|Metric|Metric2|Tag|Source|State|Localpref|Inactive reason|Validation State|Protocol next hop|AS path|Communities|Addpath Path ID): ?/;

/** What the values look like that are figures. A word behind an address is not read. */
const shapes: Record<string, RegExp> = {
  Metric: /^\d{1,10}$/,
  Metric2: /^\d{1,10}$/,
  Localpref: /^\d{1,10}$/,
  'Addpath Path ID': /^\d{1,10}$/,
  'Validation State': /^(?:valid|invalid|unknown|unverified)$/,
  Source: /^[\da-fA-F.:]{2,39}(?: |$)/,
  'Protocol next hop': /^[\da-fA-F.:]{2,39}(?: |$)/,
  // A large one has its kind before it: three numbers alone are two communities that lost the blank between them.
  Communities: /^(?:(?!\d+:\d+:\d)\S+ )*(?!\d+:\d+:\d)\S+$/,
};

/** What is read of the state. */
const readFlags = new Set(['Hidden']);

/** False for a line that is one of those we read but has another form. */
export function readEntryLine(entry: RouteEntry, bare: string): boolean {
  // Below this line of the long form, what was said above is said once more, with other metrics.
  if (entry.isOver) return true;
  if (entry.awaitsPort || bare === 'Next hop:') {
    const port = entry.awaitsPort ? (/^Interface: (\S{1,64})$/.exec(bare)?.[1] ?? '') : null;
    entry.awaitsPort = port === null;
    return port === null || pushHop(entry, null, port);
  }
  if (bare.startsWith('Next hop:')) return readHop(entry, bare);
  if (entry.awaitsReason) return endReason(entry, bare);
  entry.isOver = /^(?:Indirect next hops:|Thread: \S)/.test(bare);
  // A terminal shows the tabulators of this line as blanks, be it a single one.
  const parts = (bare.startsWith('Age: ') ? bare.replace(/ (?=(?:Metric2?|Tag): )/g, '\t') : bare).split(labels);
  for (let index = 1; index + 1 < parts.length; index += 2) {
    const [label = '', text = ''] = [parts[index], parts[index + 1]];
    const value = text.trimEnd();
    if (!entry.values.has(label)) entry.values.set(label, value);
    if (label === 'Inactive reason') entry.awaitsReason = value.endsWith(' -');
    if (shapes[label]?.test(value) === false) return false;
    if (label === 'State' && value.split(/[<> ]/).some((flag) => isDamaged(flag, readFlags))) return false;
    if (label === 'Age' && ageOf(value) === null) return false;
    if (/^(?:Source|Protocol next hop)$/.test(label) && addressOf(value) === null) return false;
  }
  if (hasDamagedLabel(parts[0] ?? '', labelNames)) return false;
  // An address behind a label of another form is what the path leads to.
  return parts.length > 1 || !/^\S.{0,30} hop: [\dA-Fa-f]{0,4}[.:]/.test(bare);
}

/** `Not Best in its group - ` is wrapped before what makes the other path the better one. */
function endReason(entry: RouteEntry, bare: string): boolean {
  entry.awaitsReason = false;
  entry.values.set('Inactive reason', `${entry.values.get('Inactive reason')} ${bare}`);
  return /^[A-Z][A-Za-z ]{3,60}$/.test(bare);
}

function readHop(entry: RouteEntry, bare: string): boolean {
  const hop = /^Next hop: (?:(\S{2,45}) )?via (?!selected|weight)(\S{1,64}?)(?:[ ,].*)?$/.exec(bare);
  const address = addressOf(hop?.[1]);
  if (!hop || (hop[1] !== undefined && address === null)) return false;
  return pushHop(entry, address, hop[2] ?? '');
}

/** False for a port that is none. */
function pushHop(entry: RouteEntry, address: string | null, port: string): boolean {
  if (!isPrintedName(port)) return false;
  entry.hops.push({ address, interface: port, weight: null, recursive: false });
  return true;
}

/** The address at the beginning; words may stand behind it. */
export function addressOf(text: string | undefined): string | null {
  const first = text?.split(' ')[0] ?? '';
  return isIP(first) === 0 ? null : canonicalIp(first);
}
