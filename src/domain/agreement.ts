import type { LogRecord, VersionRecord } from './device-records.ts';
import type { ShownResult } from './diagnostics.ts';
import type { PingRecord, TracerouteRecord } from './reachability-records.ts';
import { severityOf } from './record-severity.ts';
import type { BgpRouteRecord, RouteRecord } from './routing-records.ts';
import { verdictOf } from './verdict.ts';
import { list } from './verdict-words.ts';

/** Devices that answered one question alike. */
export interface AgreementGroup {
  /** What they have in common, in words. Not escaped; may hold words of the device. */
  says: string;
  devices: string[];
}

/** The answers to one question, grouped by what they say; the largest group first, then in the order of the answers. */
export function agreementOf(results: readonly ShownResult[]): AgreementGroup[] {
  const groups = new Map<string, AgreementGroup>();
  for (const result of results) {
    const says = essenceOf(result);
    const group = groups.get(says) ?? { says, devices: [] };
    groups.set(says, group);
    group.devices.push(result.device ?? 'pasted output');
  }
  return [...groups.values()].toSorted((a, b) => b.devices.length - a.devices.length);
}

/**
 * "37 agree: EOS 4.30.1F. 2 differ: leaf7, leaf9: EOS 4.28.3M." Null for fewer than three answers: those are read one by
 * one.
 */
export function agreementText(results: readonly ShownResult[]): string | null {
  if (results.length < 3) return null;
  const [first, ...others] = agreementOf(results);
  if (!first) return null;
  if (others.length === 0) return `All ${results.length} agree: ${first.says}.`;
  if (first.devices.length === 1) return `All ${results.length} differ.`;
  const differing = results.length - first.devices.length;
  const named = others.slice(0, mostGroups).map(({ says, devices }) => `${list(devices)}: ${says}`);
  const more = others.length > mostGroups ? [`${others.length - mostGroups} more kinds of answers`] : [];
  const verb = differing === 1 ? 'differs' : 'differ';
  return `${first.devices.length} agree: ${first.says}. ${differing} ${verb}: ${[...named, ...more].join('; ')}.`;
}

const mostGroups = 5;

/** What of an answer can be the same on many devices: never an age, a counter or the name of a thing of its own. */
function essenceOf(result: ShownResult): string {
  if (result.outcome !== 'ok') return sentence(verdictOf(result).replace(/:.*$/s, ''));
  const own = ownEssence(result);
  if (own !== null) return own;
  const bad = result.records.filter((record) => severityOf(record) === 2);
  return bad.length === 0 ? inOrder[result.diagnostic] : sentence(verdictOf(result));
}

function ownEssence({ diagnostic, records }: ShownResult): string | null {
  switch (diagnostic) {
    case 'version': {
      const versions = (records as VersionRecord[]).map(({ osVersion }) => osVersion ?? 'unknown version');
      return [...new Set(versions)].join(', ');
    }
    case 'bgp-route': {
      const best = (records as BgpRouteRecord[]).find((record) => record.best);
      if (!best) return 'no best path';
      const path = best.asPath.flat().join(' ');
      return `best path ${path === '' ? 'from the own AS' : `over AS ${path}`}${best.rpki === 'invalid' ? ', RPKI invalid' : ''}`;
    }
    case 'route':
      return list(
        (records as RouteRecord[]).map(({ prefix, protocol }) => `${prefix} from ${protocol ?? 'an unknown protocol'}`),
      );
    case 'ping': {
      const lossy = (records as PingRecord[]).filter(({ lossPercent }) => lossPercent > 0);
      return lossy.length === 0
        ? 'every ping answered'
        : lossy.every(({ received }) => received === 0)
          ? 'no ping answered'
          : 'some pings lost';
    }
    case 'traceroute':
      return (records as TracerouteRecord[]).some(({ reached }) => reached)
        ? 'destination reached'
        : 'destination not reached';
    case 'ntp':
      return (records as { state: string }[]).some(({ state }) => state === 'synced')
        ? 'clock synchronised'
        : 'clock not synchronised';
    case 'log': {
      const grave = (records as LogRecord[]).some(({ severity }) => severity !== null && severity <= 3);
      return grave ? 'errors in the log' : 'no errors in the log';
    }
    default:
      return null;
  }
}

const inOrder: Record<ShownResult['diagnostic'], string> = {
  interfaces: 'every interface up or shut on purpose',
  'interface-detail': 'the interface is up or shut on purpose',
  optics: 'no optical alarm',
  'bgp-summary': 'every BGP session established or shut on purpose',
  'bgp-peer': 'the session is established or shut on purpose',
  'bgp-route': 'a best path',
  route: 'a route',
  'ospf-neighbors': 'every OSPF neighbour full or two-way',
  'isis-adjacencies': 'every IS-IS adjacency up',
  'bfd-sessions': 'every BFD session up or shut on purpose',
  'lldp-neighbors': 'neighbours are seen',
  arp: 'entries are there',
  'mac-table': 'entries are there',
  ping: 'every ping answered',
  traceroute: 'destination reached',
  environment: 'no fault in any part',
  'cpu-memory': 'figures are there',
  log: 'no errors in the log',
  version: 'answered',
  'config-history': 'changes are recorded',
  lag: 'every aggregate in order',
  'mpls-lsps': 'every label-switched path up or shut on purpose',
  ntp: 'clock synchronised',
  'queue-drops': 'no drops',
};

/** Inside a sentence of ours, without an end of its own. */
function sentence(words: string): string {
  const bare = words.replace(/\.$/, '');
  return /^(?:The|No|Not|This|All) /.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare;
}
