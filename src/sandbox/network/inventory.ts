import { stringify } from 'yaml';
import type { Network } from './network.ts';

/**
 * The inventory file (contract.md section 3) under which the bot finds the simulated devices.
 * `credentials` is the name of an entry in ringdown.yaml whose accounts are `ringdown-ro` and `ringdown-rw`.
 */
export function networkInventory(
  network: Pick<Network, 'devices'>,
  options: { credentials?: string; tags?: readonly string[] } = {},
): string {
  const entries = network.devices.map((device) => [
    device.name,
    {
      platform: device.platform,
      address: device.address,
      port: device.port,
      hostKey: device.hostKeySha256,
      site: device.site,
      role: device.role,
      tags: [...(options.tags ?? ['simulated'])],
      credentials: options.credentials ?? 'default',
      ...(device.platform === 'frr' && { login: 'vtysh' }),
    },
  ]);
  return stringify({ devices: Object.fromEntries(entries) });
}
