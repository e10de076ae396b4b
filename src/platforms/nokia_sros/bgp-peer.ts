import type { BgpPeerRecord } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankPeer } from '../records.ts';
import { several } from '../several-outputs.ts';
import { asNumberOf } from '../values.ts';
import { familyOf } from './bgp-families.ts';
import { stateOf } from './bgp-summary.ts';
import { fieldsOf, given } from './pairs.ts';
import { readSections, type Section } from './screen.ts';
import { routerOf, secondsOf, wholeOf } from './words.ts';

/** `show router bgp neighbor <peer>`: pairs in two columns; one record per address family that is configured. */
export const bgpPeer: DiagnosticReader<'bgp-peer'> = {
  commands: ({ peer, vrf }) => [{ line: `/show router${routerOf(vrf)} bgp neighbor ${peer}` }],
  parse: (outputs, { args }) =>
    several(
      outputs.map((output) =>
        readSections(output, /^BGP Neighbor(?: .{0,60})?$/, (sections) => readPeers(sections, args.vrf ?? null)),
      ),
    ),
};

function readPeers(sections: readonly Section[], vrf: string | null): Rows<BgpPeerRecord> {
  const rows: Rows<BgpPeerRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    const starts = section.lines.flatMap((line, at) => (/^Peer +: /.test(line) ? [at] : []));
    if (starts.length === 0) rows.unparsed.push(...section.lines.filter((line) => /^\S.* : \S/.test(line)).slice(0, 3));
    for (const [index, from] of starts.entries()) {
      const lines = section.lines.slice(from, starts[index + 1]);
      const records = section.ended || starts[index + 1] !== undefined ? recordsOf(lines, vrf) : null;
      if (records) rows.records.push(...records);
      else rows.unparsed.push(...lines.slice(0, 3));
    }
  }
  return rows;
}

function recordsOf(lines: readonly string[], vrf: string | null): BgpPeerRecord[] | null {
  const fields = fieldsOf(lines);
  const peer = canonicalIp((given(fields, 'Peer', 'Peer Address') ?? '').replace(/%.*$|\s*\(D\)$/, ''));
  const words = stateOf(given(fields, 'State') ?? '');
  if (peer === null || !words) return null;
  const adminDown = words.adminDown || /^(?:disabled|down)$/i.test(given(fields, 'Admin State') ?? '');
  const error = /^(.{1,60}?)(?: \((.{1,80})\))?$/.exec(given(fields, 'Last Error') ?? '');
  const upSeconds =
    words.state === 'established'
      ? secondsOf(given(fields, 'Fsm Est. Time', 'Fsm Est Time', 'Established Time'))
      : null;
  const blank = blankPeer({
    vrf,
    addressFamily: null,
    localAs: asNumberOf(given(fields, 'Local AS') ?? ''),
    routerId: null,
    peer,
    remoteAs: asNumberOf(given(fields, 'Peer AS') ?? ''),
    state: words.state,
    adminDown,
    reason: words.reason,
    stateSeconds: null,
    upSeconds,
    prefixesReceived: null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: given(fields, 'Description'),
  });
  const base: BgpPeerRecord = {
    ...blank,
    lastResetReason: error ? error[0] : null,
    ...codesOf(error?.[1] ?? null),
    holdSeconds: timer(fields, words.state === 'established', 'Active Hold Time', 'Hold Time'),
    keepaliveSeconds: timer(fields, words.state === 'established', 'Active Keep Alive', 'Keep Alive'),
    messagesIn: wholeOf(given(fields, 'i/p Messages', 'Input Messages')),
    messagesOut: wholeOf(given(fields, 'o/p Messages', 'Output Messages')),
    flaps: wholeOf(given(fields, 'Number of Flaps', 'Num of Flaps')),
    maxPrefixes: wholeOf(/^\d{1,10}(?= |$)/.exec(given(fields, 'Prefix Limit') ?? '')?.[0]),
    localAddress: canonicalIp(given(fields, 'Local Address') ?? ''),
    importPolicy: policy(given(fields, 'Import Policy', 'Import Policies')),
    exportPolicy: policy(given(fields, 'Export Policy', 'Export Policies')),
    bfd: given(fields, 'BFD', 'Enable BFD', 'BFD Enabled', 'Bfd Enabled'),
  };
  const families = familiesOf(fields, words.state === 'established');
  if (families.length === 0) return [base];
  return families.map((name) => ({
    ...base,
    addressFamily: familyOf(name),
    prefixesReceived: wholeOf(
      given(fields, `${name} Recd. Prefixes`, `${name} received`, ...(families.length === 1 ? ['Recd. Prefixes'] : [])),
    ),
    prefixesSent: wholeOf(given(fields, `${name} Sent Prefixes`, ...(families.length === 1 ? ['Sent Prefixes'] : []))),
  }));
}

/** The families that are configured; of a session that is up those that the other side has as well. */
function familiesOf(fields: ReadonlyMap<string, string>, established: boolean): string[] {
  const namesIn = (field: string) => (given(fields, field) ?? '').split(/ +/).filter((name) => name !== '');
  const local = namesIn('Local Family');
  const remote = new Set(namesIn('Remote Family').map((name) => name.toLowerCase()));
  if (!established || remote.size === 0) return local;
  return local.filter((name) => remote.has(name.toLowerCase()));
}

/** The negotiated value of a session that is up, else the configured one. */
function timer(
  fields: ReadonlyMap<string, string>,
  established: boolean,
  active: string,
  configured: string,
): number | null {
  return established ? wholeOf(given(fields, active)) : wholeOf(given(fields, configured));
}

function policy(words: string | null): string | null {
  return words === null || /^none specified/i.test(words) ? null : words;
}

const errors: readonly [RegExp, number][] = [
  [/^(?:message )?header error/i, 1],
  [/^open message error/i, 2],
  [/^update message error/i, 3],
  [/^hold timer expire/i, 4],
  [/^finite state machine/i, 5],
  [/^cease/i, 6],
];

function codesOf(words: string | null): Pick<BgpPeerRecord, 'lastErrorCode' | 'lastErrorSubcode'> {
  return {
    lastErrorCode: errors.find(([pattern]) => words !== null && pattern.test(words))?.[1] ?? null,
    lastErrorSubcode: null,
  };
}
