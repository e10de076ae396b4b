import type { ArpRecord } from '../../domain/device-records.ts';
import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { uptimeSeconds } from '../durations.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import type { TextLines } from '../text-lines.ts';
import { countOf, textOf } from '../values.ts';
import { eosTable } from './eos-table.ts';
import { eosPrintedInterface } from './interface-names.ts';
import { eosRows } from './json-answer.ts';
import { eosMac } from './macs.ts';
import { rejectedByEos } from './rejected.ts';

/** `show arp` and `show ipv6 neighbors`, every VRF; with an address only the entry that was asked for. */
export const arp: DiagnosticReader<'arp'> = {
  commands: ({ address, vrf = 'all' }) => {
    const four = { line: `show arp vrf ${vrf} | json` };
    const six = { line: `show ipv6 neighbors vrf ${vrf} | json` };
    if (address !== undefined) return [address.includes(':') ? six : four];
    return [four, { ...six, optional: true }];
  },
  parse: (outputs, { args }) =>
    several(
      (outputs.length > 0 ? outputs : ['']).map((output) =>
        parseForms<ArpRecord>(output, {
          rejected: rejectedByEos,
          json: (documents) => asked(fromJson(documents, args), args),
          text: (text) => asked(arpTable(text, args) ?? neighborTable(text, args), args),
        }),
      ),
    ),
};

function asked(rows: Rows<ArpRecord> | null, { address }: DiagnosticArguments): Rows<ArpRecord> | null {
  if (!rows || address === undefined) return rows;
  return { ...rows, records: rows.records.filter(({ ipAddress }) => ipAddress === canonicalIp(address)) };
}

/** Releases that know no VRF here print the lists without `vrfs` around them. */
function fromJson(documents: Json[], args: DiagnosticArguments): Rows<ArpRecord> | null {
  return eosRows(documents, (object, rows: Rows<ArpRecord>) => {
    const { vrfs } = object;
    if (!isJsonObject(vrfs)) return readLists(object, args.vrf ?? null, rows);
    return Object.entries(vrfs).every(([name, body]) => isJsonObject(body) && readLists(body, name, rows));
  });
}

function readLists(body: JsonObject, vrf: string | null, rows: Rows<ArpRecord>): boolean {
  const list = body['ipV4Neighbors'] ?? body['ipV6Neighbors'];
  if (!Array.isArray(list)) return false;
  for (const item of list) {
    const record = isJsonObject(item) ? inJson(item, vrf) : null;
    if (record) rows.records.push(record);
    else rows.unparsed.push(JSON.stringify(item) ?? '');
  }
  return true;
}

function inJson(item: JsonObject, vrf: string | null): ArpRecord | null {
  const ipAddress = canonicalIp(textOf(item['address']) ?? '');
  const macAddress = eosMac(textOf(item['hwAddress']) ?? '');
  const place = placeOf(textOf(item['interface']) ?? '');
  if (ipAddress === null || macAddress === null || !place) return null;
  return {
    vrf,
    ipAddress,
    macAddress,
    interface: place.port,
    ageSeconds: countOf(item['age']),
    state: stateOf(textOf(item['state'])) ?? place.state,
  };
}

/** Newer releases explain two words of the columns. */
const legend =
  /^(?:Legend:|not learned: Associated MAC address is not present in the MAC address table|-: Static \(.{1,60}\))$/;

/** `VRF: red` above the table of each VRF. */
const vrfHeading = /^VRF(?: name)?: (\S{1,64})$/;
/** The same in a form that may not be known: an entry has more words, and begins with an address. */
const bentHeading = /\bVRF\b.*: |^[A-Z]{3}(?:[^\w:]|: )|^[A-Z]\S{0,8} \S{1,64}$/;

function arpTable(text: TextLines, args: DiagnosticArguments): Rows<ArpRecord> | null {
  let secondsPerUnit = 1;
  let vrf = args.vrf ?? null;
  return eosTable<ArpRecord>(text, {
    header: /^Address +Age \((?:sec|min)\) +Hardware Addr +Interface$/,
    headed: (line) => {
      secondsPerUnit = line.includes('(min)') ? 60 : 1;
    },
    skip: {
      test: (line) => {
        // Below a heading in another form the rows are nobody's.
        if (bentHeading.test(line)) vrf = vrfHeading.exec(line)?.[1] ?? null;
        return vrfHeading.test(line) || legend.test(line);
      },
    },
    row: (line) => {
      const match = row4.exec(line);
      const ipAddress = canonicalIp(match?.[1] ?? '');
      const macAddress = eosMac(match?.[3] ?? '');
      const place = placeOf(match?.[4] ?? '');
      const age = ageOf(match?.[2] ?? '', secondsPerUnit);
      if (!match || ipAddress === null || macAddress === null || !place || age === undefined) return null;
      return { vrf, ipAddress, macAddress, interface: place.port, ageSeconds: age, state: place.state };
    },
  });
}

/** The places of a routed interface stand apart by less than the shortest of them is long. */
const row4 = /^([\d.]{7,15}) +(\d{1,5} days?, [\d:]{4,8}|\S{1,12}) +([\da-fA-F.]{14}) {1,4}([A-Za-z].{1,100})$/;

/** The column is called `Age` or `Age (sec)`, and holds seconds or a clock. */
function neighborTable(text: TextLines, args: DiagnosticArguments): Rows<ArpRecord> | null {
  let vrf = args.vrf ?? null;
  let hasState = true;
  return eosTable<ArpRecord>(text, {
    header: /^IPv6 Address +Age(?: \(sec\))? +Hardware Addr(?: +State)? +Interface$/,
    headed: (line) => {
      hasState = / State /.test(line);
    },
    skip: {
      test: (line) => {
        // Below a heading in another form the rows are nobody's.
        if (bentHeading.test(line)) vrf = vrfHeading.exec(line)?.[1] ?? null;
        return vrfHeading.test(line) || legend.test(line);
      },
    },
    row: (line) => {
      const match = (hasState ? row6 : row6WithoutState).exec(line);
      const { address = '', age = '', mac = '', state, interface: port = '' } = match?.groups ?? {};
      const ipAddress = canonicalIp(address);
      const macAddress = eosMac(mac);
      const place = placeOf(port);
      const ageSeconds = ageOf(age, 1);
      const known = state === undefined ? place?.state : stateOf(state);
      if (ipAddress === null || macAddress === null || !place || ageSeconds === undefined) return null;
      // Without a column of states, the word of one is no interface.
      if (known === undefined || stateOf(port) !== null || (hasState && known === null)) return null;
      return { vrf, ipAddress, macAddress, interface: place.port, ageSeconds, state: known };
    },
  });
}

const front6 = String.raw`^(?<address>[0-9A-Fa-f:.]{2,45}) +(?<age>\d{1,5} days?, [\d:]{4,8}|\S{1,12}) +(?<mac>[\da-fA-F.]{14})`;
const port6 = `(?<interface>[A-Za-z].{1,100})$`;
const row6 = new RegExp(`${front6} +(?<state>[A-Za-z]{4,12}) {1,5}${port6}`);
/** Some releases do not tell the state. */
const row6WithoutState = new RegExp(`${front6} {1,5}${port6}`);

/** `Vlan101, Port-Channel2` is the routed interface and the port behind it; `not learned` stands in place of a port. */
function placeOf(text: string): { port: string; state: string | null } | null {
  const [routed = '', behind, ...more] = text.split(', ');
  const port = eosPrintedInterface(routed);
  if (port === null || more.length > 0) return null;
  if (behind === 'not learned') return { port, state: 'not learned' };
  return behind === undefined || eosPrintedInterface(behind) !== null ? { port, state: null } : null;
}

/** Null for an entry that has none (static, learnt by VXLAN); undefined for another form. */
function ageOf(text: string, secondsPerUnit: number): number | null | undefined {
  if (text === 'N/A' || text === '-') return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * secondsPerUnit;
  const [, days = 0, clock = ''] = /^(?:(\d{1,5}) days?, )?(\d{1,4}:\d\d:\d\d)$/.exec(text) ?? [];
  const seconds = uptimeSeconds(clock);
  return seconds === null ? undefined : Number(days) * 86_400 + seconds;
}

const states: Record<string, string> = {
  incmp: 'incomplete',
  incomplete: 'incomplete',
  reach: 'reachable',
  reachable: 'reachable',
  stale: 'stale',
  delay: 'delay',
  probe: 'probe',
  perm: 'permanent',
  permanent: 'permanent',
  failed: 'failed',
  noarp: 'noarp',
};

function stateOf(word: string | null): string | null {
  const key = word?.toLowerCase() ?? '';
  return Object.hasOwn(states, key) ? (states[key] ?? null) : null;
}
