import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import {
  type DiagnosticName,
  diagnosticNames,
  type PlatformName,
  platformNames,
} from '../../src/domain/diagnostics.ts';
import { readJson } from '../../src/lib/safe-json.ts';
import { eosInterfaceName } from '../../src/platforms/arista_eos/interface-names.ts';
import { uptimeSeconds } from '../../src/platforms/durations.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';

/** Outputs that other projects recorded. They are not part of this repository. */
const corpus = resolve(process.env['RINGDOWN_CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus'));
const present = existsSync(join(corpus, 'index.json'));
if (!present) console.log(`skipped: needs the corpus (RINGDOWN_CORPUS; looked in ${corpus})`);

interface Tally {
  files: number;
  read: number;
  compared: number;
  equal: number;
}
const tallies = new Map<string, Tally>();

function tallyOf(platform: PlatformName, diagnostic: DiagnosticName): Tally {
  const key = `${platform} ${diagnostic}`;
  const tally = tallies.get(key) ?? { files: 0, read: 0, compared: 0, equal: 0 };
  tallies.set(key, tally);
  return tally;
}

describe.runIf(present)('outputs recorded by others', () => {
  const files = present
    ? platformNames.flatMap((platform) => diagnosticNames.flatMap((diagnostic) => filesOf(platform, diagnostic)))
    : [];

  test.each(files)('$platform $diagnostic: $file', ({ platform, diagnostic, file, text }) => {
    const tally = tallyOf(platform, diagnostic);
    tally.files += 1;
    const result = parseOutput(platform, diagnostic, text, { nowMs: null });
    if (result.outcome === 'ok' || result.outcome === 'empty') tally.read += 1;
    if (result.outcome === 'partial') expect(result.unparsed.length).toBeGreaterThan(0);
    const wrong: string[] = [];
    const rows = result.records as unknown as Row[];
    for (const [what, actual, wanted] of [
      ...comparisons(platform, diagnostic, file, rows),
      ...sessionsInJson(platform, diagnostic, text, rows),
      ...(platform === 'frr' && diagnostic.startsWith('interface') ? portsInText(text, rows) : []),
    ]) {
      tally.compared += 1;
      if (actual === wanted) tally.equal += 1;
      else wrong.push(`${what}: ${JSON.stringify(actual)}, expected ${JSON.stringify(wanted)}`);
    }
    expect(wrong).toEqual([]);
  });

  afterAll(() => {
    for (const [key, { files: count, read, compared, equal }] of tallies)
      console.log(`${key}: ${read} of ${count} files read whole, ${equal} of ${compared} values equal`);
  });
});

type Row = Record<string, unknown>;
type Comparison = [what: string, actual: unknown, wanted: unknown];

function filesOf(platform: PlatformName, diagnostic: DiagnosticName) {
  const folder = join(corpus, platform, diagnostic);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => !/expected|\.yml$|\.xml$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      if (!name.endsWith('.output')) return [{ platform, diagnostic, file: name, text }];
      return fabric(text)
        .filter(({ cmd }) => ours[platform].test(cmd))
        .map(({ cmd, data, index }) => ({
          platform: platform,
          diagnostic: diagnosticOf(cmd, diagnostic),
          file: `${name}#${index}`,
          text: data,
        }));
    });
}

/** Commands of a whole fabric that are ours, or their older or longer forms. */
const ours: Record<PlatformName, RegExp> = {
  arista_eos: /^show (?:version|interfaces|ip bgp)/,
  juniper_junos: /^show (?:bgp (?:summary|neighbor)|version|interfaces)/,
  frr: /vtysh -c "show (?:bgp vrf all neighbors json|int vrf all)"|^net show bgp vrf all neighbor json/,
};

function diagnosticOf(cmd: string, folder: DiagnosticName): DiagnosticName {
  if (/bgp summary/.test(cmd)) return 'bgp-summary';
  return /bgp.* neighbor/.test(cmd) ? 'bgp-peer' : folder;
}

function fabric(text: string): { cmd: string; data: string; index: number }[] {
  const reading = readJson(text);
  const entries = reading.kind === 'documents' ? reading.documents.flat() : [];
  return entries.flatMap((entry, index) => {
    const { cmd, data, devtype } = entry as { cmd: string; data: unknown; devtype: string };
    const shown = typeof data === 'string' ? data : JSON.stringify(data);
    // Two commands in one: what the second one printed starts with "1: lo".
    return devtype === 'linux' && !/vtysh/.test(cmd)
      ? []
      : [{ cmd, data: shown.replace(/^1: lo: <[\s\S]*/m, ''), index }];
  });
}

/** Values to compare: those of the expected file beside the output, or of the JSON itself. */
function comparisons(platform: PlatformName, diagnostic: DiagnosticName, file: string, records: Row[]): Comparison[] {
  const folder = join(corpus, platform, diagnostic);
  const yml = join(folder, file.replace(/\.raw$/, '.yml'));
  if (file.startsWith('ntc__') && existsSync(yml)) {
    const rows = (parseYaml(readFileSync(yml, 'utf8')) as { parsed_sample: Record<string, string>[] }).parsed_sample;
    return ntc(platform, diagnostic, rows, records);
  }
  const genie = join(folder, file.replace(/\.raw$/, '.expected.json'));
  if (file.startsWith('genie__') && existsSync(genie))
    return fromGenie(diagnostic, JSON.parse(readFileSync(genie, 'utf8')), records);
  const beside = readdirSync(folder).find(
    (name) => name.startsWith(file.split('__').slice(0, 3).join('__')) && name.endsWith('expected_result.json'),
  );
  if (file.startsWith('napalm__') && beside)
    return napalm(diagnostic, JSON.parse(readFileSync(join(folder, beside), 'utf8')), records);
  return [];
}

function ntc(
  platform: PlatformName,
  diagnostic: DiagnosticName,
  rows: Record<string, string>[],
  records: Row[],
): Comparison[] {
  // Another command of the box (BusyBox' ip link): every line of it is in `unparsed`.
  if (records.length === 0) return [];
  return rows.flatMap((row, index): Comparison[] => {
    const key = row['bgp_neigh'] ?? row['peer_ip'] ?? row['interface'] ?? row['port'];
    const full =
      platform === 'arista_eos' && diagnostic.startsWith('interface') ? (eosInterfaceName(key ?? '') ?? key) : key;
    const record = records[index] ?? {};
    const shared: Comparison[] = [];
    const expectText = (
      field: string,
      wanted: string | undefined,
      convert: (text: string) => unknown = (text) => text,
    ) => {
      if (wanted !== undefined && wanted !== '') shared.push([`${full} ${field}`, record[field], convert(wanted)]);
    };
    if (diagnostic === 'bgp-summary') {
      expectText('peer', row['bgp_neigh'] ?? row['peer_ip']);
      expectText('remoteAs', row['neigh_as'] ?? row['peer_as'], Number);
      expectText('stateSeconds', [row['last_flap'], row['up_down']].filter(Boolean).join(' '), uptimeSeconds);
      expectText('prefixesReceived', row['state_pfxrcd'] ?? row['received'], Number);
      expectText('prefixesAccepted', row['accepted'], Number);
      expectText('localAs', row['local_as'], Number);
      expectText('routerId', row['router_id']);
    }
    if (diagnostic === 'interfaces' || diagnostic === 'interface-detail') {
      if (records.some((one) => one['interface'] === full))
        shared.push([`${full} interface`, record['interface'], full]);
      expectText('description', row['description'] ?? row['name']);
      expectText('mtuBytes', row['mtu'], Number);
      expectText('carrierTransitions', row['link_status_change'], Number);
      expectText('speedBitsPerSecond', row['bandwidth'], (text) => Number(text.split(' ')[0]) * 1000);
      if (/^\d/.test(row['ip_address'] ?? ''))
        shared.push([`${full} address`, (record['ipAddresses'] as string[])?.[0], row['ip_address']]);
    }
    if (diagnostic === 'version') {
      expectText('osVersion', row['image'] ?? row['junos_version']);
      expectText('model', row['model']);
      expectText('hostname', row['hostname']);
      expectText('serial', row['serial_number']);
    }
    return shared;
  });
}

/** The sessions of a JSON document, found by a walk that knows nothing of the parser: address, state, AS number. */
function sessionsInJson(
  platform: PlatformName,
  diagnostic: DiagnosticName,
  text: string,
  records: Row[],
): Comparison[] {
  const reading = readJson(text);
  if (!diagnostic.startsWith('bgp') || reading.kind !== 'documents' || platform === 'arista_eos') return [];
  const peers = new Map(records.map((record) => [record['peer'], record]));
  const check = (peer: string, state: string, as: unknown): Comparison[] => [
    [`${peer} state`, peers.get(peer)?.['state'], state.toLowerCase().replace(/ ?\(.*$/, '')],
    [`${peer} AS`, peers.get(peer)?.['remoteAs'], Number(as)],
  ];
  const walk = (node: unknown, key: string): Comparison[] => {
    if (typeof node !== 'object' || node === null) return [];
    const body = node as Record<string, unknown>;
    const leaf = (name: string) => (body[name] as [{ data: string }] | undefined)?.[0]?.data;
    const frrState = body['bgpState'] ?? (body['remoteAs'] === undefined ? undefined : body['state']);
    if (platform === 'frr' && typeof frrState === 'string') return check(key, frrState, body['remoteAs']);
    const address = platform === 'juniper_junos' ? leaf('peer-address') : undefined;
    if (address !== undefined) return check(address.replace(/\+\d+$/, ''), leaf('peer-state') ?? '', leaf('peer-as'));
    return Object.entries(body).flatMap(([name, child]) => walk(child, name));
  };
  return reading.documents.flatMap((document) => walk(document, ''));
}

/** Name, administrative state and MTU of every port of zebra's text, in order. */
function portsInText(text: string, records: Row[]): Comparison[] {
  const ports = [...text.matchAll(/^Interface (\S+) is (up|down)/gm)];
  const mtus = [...text.matchAll(/^ +index \d+ metric \d+ mtu (\d+) /gm)];
  return ports.flatMap(([, name, admin], index): Comparison[] => [
    [`port ${index}`, records[index]?.['interface'], name],
    [`${name} adminStatus`, records[index]?.['adminStatus'], admin],
    [`${name} mtuBytes`, records[index]?.['mtuBytes'], Number(mtus[index]?.[1])],
  ]);
}

/** Every "peer-address", "ifa-local", hop address and statistic of the expected tree must be in the records, in order. */
function fromGenie(diagnostic: DiagnosticName, tree: unknown, records: Row[]): Comparison[] {
  if (records.length === 0) return [];
  const found = (name: string) => leavesNamed(tree, name).map(String);
  const pairs = (name: string, values: unknown[]): Comparison[] =>
    found(name).map((wanted, index) => [`${name} ${index}`, String(values[index]), wanted]);
  const sessions = records.filter((record, index) => index === 0 || record['peer'] !== records[index - 1]?.['peer']);
  switch (diagnostic) {
    case 'bgp-summary':
      return [
        ...pairs(
          'peer-address',
          sessions.map(({ peer }) => peer),
        ),
        ...pairs(
          'peer-as',
          sessions.map(({ remoteAs }) => remoteAs),
        ),
        ...found('peer-state').map(
          (wanted, index): Comparison => [
            `state ${index}`,
            sessions[index]?.['state'],
            wanted.toLowerCase().replace(/^establ$/, 'established'),
          ],
        ),
      ];
    case 'interfaces':
    case 'interface-detail':
      return pairs(
        'ifa-local',
        records.flatMap(({ ipAddresses }) =>
          (ipAddresses as string[]).map((one, _, all) =>
            found('ifa-local').includes(one) || all.length === 0 ? one : one.split('/')[0],
          ),
        ),
      );
    case 'ping':
      return [
        ...pairs('send', [records[0]?.['sent']]),
        ...pairs('received', [records[0]?.['received']]),
        ...found('loss-rate').map(
          (wanted): Comparison => ['loss', Number(records[0]?.['lossPercent']), Number(wanted)],
        ),
      ];
    case 'traceroute':
      return found('address').map((wanted): Comparison => {
        const addresses = records.flatMap(({ replies }) => (replies as Row[]).map(({ address }) => address));
        return [`hop ${wanted}`, addresses.find((address) => address === wanted), wanted];
      });
    case 'version':
      return [
        ...pairs(
          'host-name',
          records.map(({ hostname }) => hostname),
        ),
        ...pairs(
          'product-model',
          records.map(({ model }) => model),
        ),
        ...pairs(
          'junos-version',
          records.map(({ osVersion }) => osVersion),
        ),
      ];
    default:
      return [];
  }
}

function leavesNamed(tree: unknown, name: string): (string | number)[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) =>
    key === name && (typeof value === 'string' || typeof value === 'number') ? [value] : leavesNamed(value, name),
  );
}

function napalm(
  diagnostic: DiagnosticName,
  expected: Record<string, Record<string, unknown>>,
  records: Row[],
): Comparison[] {
  const of = (name: string) => records.find((record) => record['interface'] === name) ?? {};
  if (diagnostic === 'interface-detail') {
    return Object.entries(expected).flatMap(([name, row]): Comparison[] => {
      const record = of(name);
      const maybe = (
        field: string,
        key: string,
        convert: (value: unknown) => unknown = (value) => value,
      ): Comparison[] =>
        row[key] === undefined || row[key] === -1 ? [] : [[`${name} ${field}`, record[field], convert(row[key])]];
      return [
        ...maybe('operStatus', 'is_up', (up) => (up ? 'up' : record['operStatus'])),
        ...maybe('adminStatus', 'is_enabled', (enabled) => (enabled ? 'up' : 'down')),
        ...maybe('description', 'description', (words) => (words === '' ? null : words)),
        ...maybe('mtuBytes', 'mtu'),
        ...maybe('speedBitsPerSecond', 'speed', (megabits) => (megabits === 0 ? null : Number(megabits) * 1e6)),
        ...maybe('inErrors', 'rx_errors'),
        ...maybe('outErrors', 'tx_errors'),
        ...maybe('inDiscards', 'rx_discards'),
        ...maybe('outDiscards', 'tx_discards'),
        ...maybe('inOctets', 'rx_octets', String),
        ...maybe('outOctets', 'tx_octets', String),
      ];
    });
  }
  const success = expected['success'];
  if (diagnostic === 'ping' && success) {
    const [record = {}] = records;
    return [
      ['sent', record['sent'], success['probes_sent']],
      ['lost', Number(record['sent']) - Number(record['received']), success['packet_loss']],
      ['rtt min', record['rttMinMs'], success['rtt_min']],
      ['rtt avg', record['rttAvgMs'], success['rtt_avg']],
      ['rtt max', record['rttMaxMs'], success['rtt_max']],
    ];
  }
  if (diagnostic === 'traceroute' && success) {
    return Object.entries(
      success as Record<string, { probes: Record<string, { ip_address: string; rtt: number }> }>,
    ).flatMap(([hop, { probes }]): Comparison[] => {
      const record = records[Number(hop) - 1] ?? {};
      const replies = (record['replies'] ?? []) as { address: string; rttMs: number[] }[];
      const wanted = Object.values(probes).filter(({ ip_address }) => /^\d/.test(ip_address));
      return [
        [
          `hop ${hop} addresses`,
          [...new Set(replies.map(({ address }) => address))].sort().join(),
          [...new Set(wanted.map(({ ip_address }) => ip_address))].sort().join(),
        ],
        [`hop ${hop} answers`, replies.flatMap(({ rttMs }) => rttMs).length, wanted.length],
      ];
    });
  }
  if (diagnostic === 'version') {
    const [record = {}] = records;
    const facts = expected as Record<string, unknown>;
    return [
      ['model', record['model'], facts['model']],
      ['serial', record['serial'] ?? '', facts['serial_number']],
    ];
  }
  if (diagnostic === 'bgp-summary')
    return [['peers', records.length, Object.keys(expected['global']?.['peers'] ?? {}).length]];
  return [];
}
