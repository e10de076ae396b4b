import type { PlatformName } from '../../domain/diagnostics.ts';

export type DeviceName = string;

export interface LinkEnd {
  device: DeviceName;
  interface: string;
}

export interface DeviceSpec {
  name: DeviceName;
  platform: PlatformName;
  role: 'spine' | 'leaf' | 'edge';
  site: string;
  asn: number;
  loopback: string;
  /** Where the side panel draws it, from 0 to 1 in width and height. */
  x: number;
  y: number;
  /** What it announces besides its loopback and links. */
  prefixes: readonly string[];
}

export interface LinkSpec {
  id: string;
  a: LinkEnd;
  b: LinkEnd;
  /** /31 addresses of the two ends. */
  aAddress: string;
  bAddress: string;
  speedBitsPerSecond: number;
  /** What it carries when everything is up, per direction. */
  aToBBitsPerSecond: number;
  bToABitsPerSecond: number;
}

/** RFC 5737: loopbacks in TEST-NET-1, links in TEST-NET-2, services in TEST-NET-3. */
export const deviceSpecs: readonly DeviceSpec[] = [
  device('spine1', 'arista_eos', 'spine', 65100, '192.0.2.1', 0.15, 0.5, []),
  device('spine2', 'arista_eos', 'spine', 65101, '192.0.2.2', 0.85, 0.5, []),
  device('leaf1', 'frr', 'leaf', 65001, '192.0.2.11', 0.15, 1, ['203.0.113.0/27']),
  device('leaf2', 'frr', 'leaf', 65002, '192.0.2.12', 0.85, 1, ['203.0.113.32/27']),
  device('edge1', 'juniper_junos', 'edge', 65201, '192.0.2.21', 0.15, 0, ['203.0.113.128/25']),
  device('edge2', 'juniper_junos', 'edge', 65202, '192.0.2.22', 0.85, 0, ['203.0.113.128/25']),
];

const gigabit = 1e9;

/** The end towards a spine is `b`. */
export const linkSpecs: readonly LinkSpec[] = ['spine1', 'spine2'].flatMap((spine, spineIndex) =>
  ['leaf1', 'leaf2', 'edge1', 'edge2'].map((name, index): LinkSpec => {
    const edge = name.startsWith('edge');
    const block = (spineIndex * 4 + index) * 2;
    const load = (edge ? 11 : 2.1) + 0.3 * index + 0.2 * spineIndex;
    return {
      id: `${name}-${spine}`,
      a: { device: name, interface: edge ? `et-0/0/${spineIndex}` : `eth${spineIndex + 1}` },
      b: { device: spine, interface: `Ethernet${index + 1}` },
      aAddress: `198.51.100.${block + 1}`,
      bAddress: `198.51.100.${block}`,
      speedBitsPerSecond: (edge ? 100 : 10) * gigabit,
      aToBBitsPerSecond: load * gigabit,
      bToABitsPerSecond: load * 0.8 * gigabit,
    };
  }),
);

function device(
  name: string,
  platform: PlatformName,
  role: DeviceSpec['role'],
  asn: number,
  loopback: string,
  x: number,
  y: number,
  prefixes: readonly string[],
): DeviceSpec {
  return { name, platform, role, site: 'ams1', asn, loopback, x, y, prefixes };
}
