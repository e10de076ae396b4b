import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { append } from '../../lib/append.ts';
import { isDamaged } from '../damaged-label.ts';
import { interfaceReason } from '../interface-reason.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { isChannel, isConnector, isPort } from './interface-names.ts';
import { fieldsOf } from './pairs.ts';
import { operOf } from './port-table.ts';
import type { Section } from './screen.ts';
import { upDown, wholeOf } from './words.ts';

/** A section that is about a port: its title is known, or it names one, also behind a bent word. */
export function isOfPort({ title, lines }: Section): boolean {
  return titles.test(title) || lines.some((line) => isNamed(/^ *([A-Za-z]{8,10}) +:/.exec(line)?.[1] ?? ''));
}

const naming = new Set(['Interface']);

function isNamed(label: string): boolean {
  return naming.has(label) || isDamaged(label, naming);
}

const titles = /^(?:Ethernet Interface|TDM Interface|[\w.+-]{2,12} Connector|Connector|Port)$/;
/** Clocks, voice and lines in time slots: they have no speed beside their name, and nothing beside their link. */
const ofOtherKind = /^(?:\w[\w ]{1,14} Physical Interface|TDM DS\d (?:Chan Group|Interface))$/;

/** `show port <port> [detail]`: pairs, then tables of counters with one column for each direction. */
export function readPortDetail(sections: readonly Section[], unparsed: string[]): InterfaceDetailRecord | null {
  const lines = sections.flatMap((section) => section.lines);
  const fields = fieldsOf(sections[0]?.lines ?? [], unparsed);
  const name = fields.words('Interface', 'Port', 'Port-id');
  const oper = fields.words('Oper State', 'Oper Status', 'Port State');
  if (name === null || !(isPort(name) || isChannel(name)) || oper === null) return null;
  const adminStatus = fields.value(upDown, 'Admin State', 'Admin Status');
  const said = stateOf(oper);
  if (said === null) fields.doubt('Oper State', 'Oper Status', 'Port State');
  const operStatus = said === null ? 'unknown' : operOf(said.state, isConnector(name));
  const counters = countersOf(lines, unparsed);
  const others = fieldsOf(lines, unparsed);
  const rates = ratesOf(lines, unparsed);
  const transitions = others.value(wholeOf, 'Phys State Chng Cnt', 'Link Transitions', 'Port Flaps');
  // The longest of the keys has no blank in front of its colon: without the one behind it nothing is a pair.
  if (transitions === null)
    append(
      unparsed,
      lines.filter((line) => /^ *Phys State Chng Cnt:\S/.test(line)),
    );
  const reason = fields.words('Reason Down', 'Oper Down Reason');
  const mtuBytes = fields.value(wholeOf, 'MTU', 'Oper MTU');
  const lag = fields.value(lagOf, 'LAG ID', 'LAG-ID') ?? said?.lag ?? null;
  // A connector has no speed of its own beside its name.
  if (!isConnector(name) && !ofOtherKind.test(sections[0]?.title ?? ''))
    fields.withPartner('Interface', 'Physical Link');
  // Of a channel both stand on one line.
  fields.withPartner('Admin MTU');
  return {
    ...blankInterfaceDetail(blankInterface(name)),
    description: fields.words('Description'),
    adminStatus,
    operStatus,
    reason: interfaceReason(reason) ?? (operStatus === 'up' || adminStatus !== 'down' ? null : 'admin'),
    speedBitsPerSecond: fields.value(speedOf, 'Oper Speed'),
    duplex: fields.value(duplexOf, 'Oper Duplex'),
    mediaType: fields.words('Transceiver Type', 'Physical Link Type'),
    mtuBytes,
    mtuLayer: mtuBytes === null ? null : 'l2',
    lag,
    inErrors: wholeOf(counters.get('Errors')?.[0]),
    outErrors: wholeOf(counters.get('Errors')?.[1]),
    inDiscards: wholeOf(counters.get('Discards')?.[0]) ?? others.value(wholeOf, 'In Discards'),
    outDiscards: wholeOf(counters.get('Discards')?.[1]) ?? others.value(wholeOf, 'Out Discards'),
    crcErrors: others.value(wholeOf, 'CRC/Align Errors', 'FCS Errors'),
    inOctets: counters.get('Octets')?.[0] ?? null,
    outOctets: counters.get('Octets')?.[1] ?? null,
    carrierTransitions: transitions,
    inBitsPerSecond: rates?.inBits ?? null,
    outBitsPerSecond: rates?.outBits ?? null,
    inPacketsPerSecond: rates?.inPackets ?? null,
    outPacketsPerSecond: rates?.outPackets ?? null,
    rateIntervalSeconds: rates?.seconds ?? null,
    fec: fields.words('Oper FEC', 'RS-FEC Oper Mode', 'FEC Mode', 'RS-FEC Mode'),
  };
}

/** `up`, and of the member of a LAG `up - Active in LAG 2`, in the words of the table of ports; null for other words. */
function stateOf(oper: string): { state: string; lag: string | null } | null {
  const [, state, lag] =
    /^(up|down|link up|link down|ghost|none|diag|diagnosing|failed|unknown)(?: - (?:active|standby) in LAG (\d{1,4}))?$/i.exec(
      oper,
    ) ?? [];
  if (state === undefined) return null;
  const word = state.toLowerCase().replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
  return { state: word, lag: lag === undefined ? null : `lag-${lag}` };
}

function lagOf(words: string): string | null {
  return /^\d{1,4}$/.test(words) ? `lag-${words}` : null;
}

function duplexOf(words: string): string | null {
  return /^(?:full|half)$/i.test(words) ? words.toLowerCase() : null;
}

/** `10 Gbps`, `1 Gbps`, `100 mbps`, `N/A`. */
function speedOf(text: string): number | null {
  const match = /^(\d{1,5}) ?([kmgt])(?:bps|bit)?$/i.exec(text);
  const scale = { k: 1e3, m: 1e6, g: 1e9, t: 1e12 }[(match?.[2] ?? '').toLowerCase() as 'k'];
  return match && scale !== undefined ? Number(match[1]) * scale : null;
}

const names = new Set(['Octets', 'Packets', 'Errors', 'Discards']);
const columns = new Set(['Input Output']);

/** Rows `Octets   123   456` below a heading `Input  Output`; the first table that has the row counts. */
function countersOf(lines: readonly string[], unparsed: string[]): Map<string, [string, string]> {
  const counters = new Map<string, [string, string]>();
  let directed = false;
  for (const line of lines) {
    if (/^ *Input +Output$/.test(line)) directed = true;
    const row = /^(Octets|Packets|Errors|Discards) +(\d{1,20}) +(\d{1,20})$/.exec(line.trim());
    const isBent = counted.test(line) || isDamaged(/^(\w+) +\d+ +\d+$/.exec(line)?.[1] ?? '', names);
    if (directed ? !row && isBent : isDamaged(line.trim().replace(/ +/, ' '), columns)) unparsed.push(line);
    if (directed && row && !counters.has(row[1] ?? '')) counters.set(row[1] ?? '', [row[2] ?? '', row[3] ?? '']);
  }
  return counters;
}

/** A row with one of the names, whatever stands behind it. */
const counted = /^(?:Octets|Packets|Errors|Discards)(?: *\d| +[^a-z]|$)/;

interface Rates {
  inBits: number | null;
  outBits: number | null;
  inPackets: number | null;
  outPackets: number | null;
  seconds: number;
}

/** `show port <port> statistics rate`-like rows of `monitor`: `Bits 1 2` and `Packets` under a heading that names the interval. */
function ratesOf(lines: readonly string[], unparsed: string[]): Rates | null {
  const from = lines.findIndex((line) =>
    /^(?:Port )?(?:Utilization|Rate)s? .{0,20}\b\d{1,3} seconds?/i.test(line.trim()),
  );
  if (from === -1) return null;
  const seconds = Number(/(\d{1,3}) seconds?/.exec(lines[from] ?? '')?.[1]);
  const pair = (name: string): [number | null, number | null] => {
    const line = lines.slice(from, from + 12).find((one) => one.trim().startsWith(name));
    const row = /^(?:\/s)? +(\d{1,16}) +(\d{1,16})$/.exec(line?.trim().slice(name.length) ?? '');
    if (line !== undefined && !row) unparsed.push(line);
    return [wholeOf(row?.[1]), wholeOf(row?.[2])];
  };
  const [inBits, outBits] = pair('Bits');
  const [inPackets, outPackets] = pair('Packets');
  return { inBits, outBits, inPackets, outPackets, seconds };
}
