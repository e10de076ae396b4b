import { isIPv4 } from 'node:net';
import type { InterfaceDetailRecord, OperStatus } from '../../domain/interface-records.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { countOf, decimalOf } from '../values.ts';
import { duplexOf, fecOf, speedOf } from './interface-words.ts';
import { elements, has, junosAnswers, leaf, secondsOf } from './json-answer.ts';
import { isAddress } from './printed-addresses.ts';
import { isPrintedName } from './printed-names.ts';

export interface JunosInterfaces extends Rows<InterfaceDetailRecord> {
  /** Records of units: `ge-0/0/0.0` below `ge-0/0/0`. */
  units: ReadonlySet<InterfaceDetailRecord>;
}

/** `show interfaces [X] [extensive|terse] | display json`: each port, followed by its units. */
export function junosInterfaces(documents: Json[]): JunosInterfaces | null {
  const answers = junosAnswers(documents, 'interface-information');
  if (!answers) return null;
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  const units = new Set<InterfaceDetailRecord>();
  const add = (record: InterfaceDetailRecord | null, body: JsonObject) => {
    if (record) rows.records.push(record);
    else rows.unparsed.push(`interface ${leaf(body, 'name') ?? '?'}`);
    return record;
  };
  for (const answer of answers) {
    for (const port of elements(answer, 'physical-interface')) {
      add(physical(port), port);
      for (const unit of elements(port, 'logical-interface')) {
        const record = add(logical(unit), unit);
        if (record) units.add(record);
      }
    }
    for (const unit of elements(answer, 'logical-interface')) {
      const record = add(logical(unit), unit);
      if (record) units.add(record);
    }
  }
  return { ...rows, units };
}

const operWords: Record<string, OperStatus> = {
  up: 'up',
  down: 'down',
  testing: 'testing',
  dormant: 'dormant',
  'not present': 'not-present',
  'lower layer down': 'lower-layer-down',
};

function physical(body: JsonObject): InterfaceDetailRecord | null {
  const name = leaf(body, 'name');
  const admin = leaf(body, 'admin-status');
  const oper = operWords[(leaf(body, 'oper-status') ?? '').toLowerCase()];
  if (name === null || !isPrintedName(name) || (admin !== 'up' && admin !== 'down') || oper === undefined) return null;
  const mtuBytes = countOf(leaf(body, 'mtu'));
  const bundle = elements(body, 'logical-interface')
    .flatMap((unit) => elements(unit, 'address-family'))
    .map((family) => leaf(family, 'ae-bundle-name'))
    .find((found) => found !== null);
  const base = blankInterfaceDetail({
    ...blankInterface(name),
    description: leaf(body, 'description'),
    adminStatus: admin,
    operStatus: oper,
    reason: admin === 'down' ? 'admin' : null,
    speedBitsPerSecond: speedOf(leaf(body, 'speed')),
    duplex: duplexOf(leaf(body, 'link-mode') ?? leaf(body, 'duplex') ?? leaf(body, 'link-type')),
    mediaType: leaf(body, 'if-media-type'),
    mtuBytes,
    // The MTU of a port counts the frame header.
    mtuLayer: mtuBytes === null ? null : 'l2',
    lag: bundle?.split('.')[0] ?? null,
  });
  const [inputErrors] = elements(body, 'input-error-list');
  const [outputErrors] = elements(body, 'output-error-list');
  const [mac] = elements(body, 'ethernet-mac-statistics');
  const [fec] = elements(body, 'ethernet-fec-mode');
  return {
    ...base,
    ...traffic(body),
    lastChangeSeconds: leaf(body, 'interface-flapped') === 'Never' ? null : secondsOf(body, 'interface-flapped'),
    carrierTransitions: countOf(leaf(outputErrors, 'carrier-transitions')),
    inErrors: countOf(leaf(inputErrors, 'input-errors')),
    outErrors: countOf(leaf(outputErrors, 'output-errors')),
    crcErrors: countOf(leaf(mac, 'input-crc-errors')),
    inDiscards: countOf(leaf(inputErrors, 'input-drops')),
    outDiscards: countOf(leaf(outputErrors, 'output-drops')),
    countersClearedSeconds: leaf(body, 'statistics-cleared') === 'Never' ? null : secondsOf(body, 'statistics-cleared'),
    fec: fecOf(leaf(fec, 'enabled_fec_mode')),
  };
}

function traffic(body: JsonObject) {
  const [statistics] = elements(body, 'traffic-statistics');
  return {
    inBitsPerSecond: countOf(leaf(statistics, 'input-bps')),
    outBitsPerSecond: countOf(leaf(statistics, 'output-bps')),
    inPacketsPerSecond: countOf(leaf(statistics, 'input-pps')),
    outPacketsPerSecond: countOf(leaf(statistics, 'output-pps')),
    inOctets: decimalOf(leaf(statistics, 'input-bytes') ?? undefined),
    outOctets: decimalOf(leaf(statistics, 'output-bytes') ?? undefined),
  };
}

/** The full form has flags for the state of a unit, the terse one words. */
function logical(body: JsonObject): InterfaceDetailRecord | null {
  const name = leaf(body, 'name');
  const admin = leaf(body, 'admin-status');
  const [flags] = elements(body, 'if-config-flags');
  const isDown = ['iff-down', 'iff-hardware-down', 'iff-device-down', 'iff-admin-down'].some((flag) =>
    has(flags, flag),
  );
  const fromFlags: OperStatus = isDown ? 'down' : has(flags, 'iff-up') ? 'up' : 'unknown';
  const operWord = leaf(body, 'oper-status');
  const operStatus = operWord === null ? fromFlags : operWords[operWord.toLowerCase()];
  if (name === null || !isPrintedName(name) || operStatus === undefined) return null;
  const families = elements(body, 'address-family');
  const addresses = families.flatMap((family) =>
    elements(family, 'interface-address').map((one) => address(name, leaf(family, 'address-family-name'), one)),
  );
  if (addresses.includes(undefined)) return null;
  const inet = families.find((family) => leaf(family, 'address-family-name') === 'inet') ?? families[0];
  const mtuBytes = countOf(leaf(inet, 'mtu'));
  return {
    ...blankInterfaceDetail({
      ...blankInterface(name),
      description: leaf(body, 'description'),
      adminStatus: admin === 'up' || admin === 'down' ? admin : has(flags, 'iff-admin-down') ? 'down' : null,
      operStatus,
      mtuBytes,
      mtuLayer: mtuBytes === null ? null : 'ip',
      vrf: vrfOf(leaf(body, 'logical-interface-routing-instance') ?? leaf(body, 'routing-instance')),
      ipAddresses: addresses.flatMap((one) => one ?? []),
    }),
    ...traffic(body),
  };
}

function vrfOf(instance: string | null): string | null {
  return instance === 'master' || instance === 'default' ? 'default' : instance;
}

/**
 * `ifa-local` is the address; the length stands behind it (terse) or behind the network in `ifa-destination`. Null where
 * there is none, and for one of another kind than IP; undefined for one that is none.
 */
function address(name: string, family: string | null, body: JsonObject): string | null | undefined {
  const text = leaf(body, 'ifa-local');
  if (text === null || (family !== null && !/^inet6?$/.test(family) && !isAddress(text.split('/')[0] ?? '')))
    return null;
  const [local = '', behind] = text.split('/');
  if (!isAddress(local)) return undefined;
  const network = leaf(body, 'ifa-destination');
  // The far end of a loopback address is 0/0, which is no network.
  const length = behind ?? (network === '0/0' ? undefined : network?.split('/')[1]);
  const most = isIPv4(local) ? 32 : 128;
  // A host address at the end of a line between two points has the one of the other end in place of a network.
  const isHost = /^lo\d/.test(name) || network === '0/0' || isAddress(network ?? '');
  if (length === undefined) return isHost ? `${local}/${most}` : null;
  return /^\d{1,3}$/.test(length) && Number(length) <= most ? `${local}/${length}` : undefined;
}
