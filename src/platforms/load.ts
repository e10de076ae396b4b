import type { PlatformName } from '../domain/diagnostics.ts';
import type { Platform } from './platform.ts';

const loaders: Readonly<Record<PlatformName, () => Promise<Platform>>> = {
  arista_eos: async () => (await import('./arista_eos/platform.ts')).arista_eos,
  cisco_iosxe: async () => (await import('./cisco_iosxe/platform.ts')).cisco_iosxe,
  cisco_iosxr: async () => (await import('./cisco_iosxr/platform.ts')).cisco_iosxr,
  cisco_nxos: async () => (await import('./cisco_nxos/platform.ts')).cisco_nxos,
  juniper_junos: async () => (await import('./juniper_junos/platform.ts')).juniper_junos,
  nokia_sros: async () => (await import('./nokia_sros/platform.ts')).nokia_sros,
  nokia_srlinux: async () => (await import('./nokia_srlinux/platform.ts')).nokia_srlinux,
  frr: async () => (await import('./frr/platform.ts')).frr,
};

/** Only the platforms of these names: all eight are three hundred files, which a verb that asks one vendor need not read. */
export async function loadPlatforms(names: Iterable<PlatformName>): Promise<{ [Name in PlatformName]?: Platform }> {
  const loaded = await Promise.all([...new Set(names)].map(async (name) => [name, await loaders[name]()] as const));
  return Object.fromEntries(loaded);
}
