import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { bfdState } from './bfd-words.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { isNxosNoise } from './nxos-noise.ts';

/** IPv6 addresses fill a line: theirs is the upper half of the heading, and of each row. */
const upperHeading = /^OurAddr +NeighAddr$/;
const heading = /^(?:OurAddr +NeighAddr +)?LD\/RD +RH\/RS +Holdown\(mult\) +State +Int +Vrf(?: +Type)?(?: +BSID)?$/;
const rowLine =
  /^\*?([0-9A-Fa-f:.]{2,45}) +([0-9A-Fa-f:.]{2,45}) +\d{1,10}\/\d{1,10} +\w{2,9} +(?:N\/A|\d{1,12}) ?\((\d{1,3})\) +(Up|Down|Init|AdminDown|Admin Down) +(\S{2,64}) +(\S{1,64})(?: +(?:SH|MH|NA|N\/A))?(?: +\S{1,12})?$/;
const details =
  /^(?:Session |Local Diag|MinTxInt|Received |Holdown|Rx Count: |Tx Count: |Registered protocols: |Uptime|Downtime: |Last packet: |State bit: |Demand bit: |Poll bit: |Multiplier: |My Discr|Min tx interval|Min Echo|C bit|Hosting LC: |Parent|Number of|List of|Echo |\d{1,3} +Eth|Per-link)/;
/** Those that say a value: none of them stands behind the last line of a session. */
const readable = /^(?:Local Diag|MinTxInt|Uptime|Hosting LC: )/;

/** `show bfd neighbors [details]`: with details every row has a heading and a block of its own. */
export function nxosBfdText(given: TextLines): Rows<BfdSessionRecord> | null {
  const text = withWholeTail(given, /(?: (?:SH|MH)|Offloaded: (?:Yes|No)|^Parent session, .* for member info)$/);
  const rows: Rows<BfdSessionRecord> = { records: [], unparsed: [] };
  let headed = false;
  let detailed = false;
  let ended = true;
  let overMembers = false;
  let begun: string | null = null;
  /** Whose details stand below: each session with details has a heading of its own, and is nobody's if its row is not understood. */
  let open: BfdSessionRecord | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (heading.test(line)) {
      headed = true;
      open = null;
    } else if (isNxosNoise(line) || upperHeading.test(line)) continue;
    else if (!headed) return null;
    else {
      const whole: string = begun === null ? line : `${begun} ${line}`;
      const record: BfdSessionRecord | null = recordOf(whole);
      if (record) {
        rows.records.push(record);
        open = record;
        ended = false;
        overMembers = isOverMembers(record, whole);
        begun = null;
      } else if (isBegun(whole)) begun = whole;
      else if (open && details.test(line) && !(ended && readable.test(line))) {
        detailed = true;
        const isEnd = line.startsWith('Hosting LC: ');
        ended ||= isEnd;
        // Every session has its diagnostic and its timers above its last line.
        const isWhole = !isEnd || (open.diagnosticCode !== null && (overMembers || open.transmitMs !== null));
        if (!isWhole || !readDetail(open, line, overMembers))
          rows.unparsed.push(isWhole ? raw : `session of ${open.peer}: no timers`);
      } else {
        rows.unparsed.push(begun ?? raw);
        begun = null;
      }
    }
  }
  if (!headed) return null;
  if (begun !== null && text.cut === null) rows.unparsed.push(begun);
  // Of one session alone nobody knows whether it stands in a table without details, as long as nothing follows it.
  const isOver = text.prompted === true || isNoise(text.lines.findLast((line) => line !== '') ?? '');
  if (!ended && (detailed || (rows.records.length === 1 && !isOver)))
    return {
      ...rows,
      records: rows.records.slice(0, -1),
      incomplete: 'the last session has no end: the answer was cut off',
    };
  return withCut(rows, text);
}

/** Addresses that are too long for their columns have lines of their own. */
function isBegun(line: string): boolean {
  const words = line.replace(/^\*/, '').split(/ +/, 3);
  return words.length < 3 && words.every((word) => canonicalIp(word) !== null);
}

/**
 * The session of an aggregate that has one of its own on each member: it is up without a discriminator of the other end,
 * and prints its diagnostic alone and no timers.
 */
function isOverMembers({ interface: out, state }: BfdSessionRecord, line: string): boolean {
  return out?.startsWith('port-channel') === true && state === 'up' && / \d{1,10}\/0 +Up +N\/A ?\(/.test(line);
}

function recordOf(line: string): BfdSessionRecord | null {
  const match = line.length > 300 ? null : rowLine.exec(line);
  const peer = canonicalIp(match?.[2] ?? '');
  const state = bfdState(match?.[4] ?? '');
  const out = nxosInterfaceName(match?.[5] ?? '');
  if (!match || peer === null || state === null) return null;
  // A session over several hops may have no interface.
  if (out === null && !/^(?:N\/A|-+)$/.test(match[5] ?? '')) return null;
  return {
    vrf: match[6] ?? null,
    peer,
    interface: out,
    state,
    diagnosticCode: null,
    transmitMs: null,
    receiveMs: null,
    multiplier: Number(match[3]),
    upSeconds: null,
  };
}

/** False when the line is one of those that are read, in a form that is not known. */
function readDetail(record: BfdSessionRecord, line: string, overMembers: boolean): boolean {
  if (line.startsWith('Local Diag')) {
    const diagnostic = overMembers ? /^Local Diag: (\d{1,3})$/ : /^Local Diag: (\d{1,3}),/;
    record.diagnosticCode = diagnostic.exec(line)?.[1] ?? null;
    return record.diagnosticCode !== null;
  }
  if (line.startsWith('MinTxInt')) {
    const timers = /^MinTxInt: (\d{1,10}) us, MinRxInt: (\d{1,10}) us, Multiplier: (\d{1,3})$/.exec(line);
    if (!timers) return false;
    record.transmitMs = Number(timers[1]) / 1_000;
    record.receiveMs = Number(timers[2]) / 1_000;
    record.multiplier = Number(timers[3]);
    return true;
  }
  if (!line.startsWith('Uptime')) return true;
  const up = /^Uptime: (\d{1,6}) days (\d{1,2}) hrs (\d{1,2}) mins (\d{1,2}) secs/.exec(line);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = up?.slice(1).map(Number) ?? [];
  if (up && record.state === 'up') record.upSeconds = days * 86_400 + hours * 3_600 + minutes * 60 + seconds;
  return up !== null;
}
