import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { InterfaceRecord } from './interface-records.ts';
import type { BgpPeerRecord } from './routing-records.ts';

export type Risk = 'low' | 'high';

export interface MitigationArguments {
  interface?: string;
  peer?: string;
  vrf?: string;
}

interface MitigationSpec {
  argument: 'interface' | 'peer';
  risk: Risk;
  /** The mitigation that takes this one back. */
  inverse: string;
  summary: string;
}

/** The catalogue of changes (contract.md section 2). A later issue adds the rest of the list. */
export const mitigations = {
  'interface-shutdown': {
    argument: 'interface',
    risk: 'high',
    inverse: 'interface-enable',
    summary: 'shut an interface',
  },
  'interface-enable': {
    argument: 'interface',
    risk: 'high',
    inverse: 'interface-shutdown',
    summary: 'bring an interface back',
  },
  'bgp-peer-shutdown': { argument: 'peer', risk: 'high', inverse: 'bgp-peer-enable', summary: 'shut a BGP peer' },
  'bgp-peer-enable': {
    argument: 'peer',
    risk: 'high',
    inverse: 'bgp-peer-shutdown',
    summary: 'bring a BGP peer back',
  },
} as const satisfies Record<string, MitigationSpec>;

export type MitigationName = keyof typeof mitigations;
export const mitigationNames = Object.keys(mitigations) as MitigationName[];

/** What the device said about the thing to be changed; read before planning, again before running, and to verify. */
export interface ObservedState {
  /** 'up' / 'down' for an interface, 'enabled' / 'shut' for a peer; null when the device did not say. */
  admin: 'up' | 'down' | 'enabled' | 'shut' | null;
  /** Operational word of the device: up, down … or the BGP state. */
  operational: string | null;
}

/**
 * Everything that is approved. Two plans with the same hash send the same bytes to the same device.
 * All numbers are integers, so that RFC 8785 needs no float rules.
 */
export interface MitigationPlan {
  id: string;
  incident: string;
  mitigation: MitigationName;
  risk: Risk;
  device: string;
  /** Pinned host key of the device, SHA256:… */
  hostKey: string;
  args: MitigationArguments;
  apply: string[];
  undo: string[];
  before: ObservedState;
  /** What other paths remain, counted from live reads; shown to the approver. */
  blastRadius: string[];
  catalogueVersion: 1;
  expiresAt: string;
}

/** Lower-hex SHA-256 over the plan as RFC 8785 JSON. */
export function planHash(plan: MitigationPlan): string {
  return createHash('sha256')
    .update(canonicalize(plan) ?? '')
    .digest('hex');
}

export function observeInterface(record: InterfaceRecord | undefined): ObservedState {
  return { admin: record?.adminStatus ?? null, operational: record?.operStatus ?? null };
}

export function observePeer(record: BgpPeerRecord | undefined): ObservedState {
  if (!record) return { admin: null, operational: null };
  return { admin: record.adminDown ? 'shut' : 'enabled', operational: record.state };
}

/** The administrative state that proves the change; the operational state follows from the network. */
export function intendedState(mitigation: MitigationName): NonNullable<ObservedState['admin']> {
  switch (mitigation) {
    case 'interface-shutdown':
      return 'down';
    case 'interface-enable':
      return 'up';
    case 'bgp-peer-shutdown':
      return 'shut';
    case 'bgp-peer-enable':
      return 'enabled';
  }
}
