import { macAddress, type NetworkState, viewsOf } from '../state.ts';
import type { DeviceSpec } from '../topology.ts';

/** `show lldp neighbors detail | json`: a neighbor is heard while the link is up. */
export function showLldpNeighborsJson(state: NetworkState, device: DeviceSpec): unknown {
  const ports = viewsOf(state, device.name).map(({ local, remote, remoteSpec }) => [
    local.name,
    {
      lldpNeighborInfo: local.operUp
        ? [
            {
              chassisIdType: 'macAddress',
              chassisId: macAddress(remoteSpec.name, 0),
              systemName: remoteSpec.name,
              systemDescription: remoteSpec.platform,
              managementAddresses: [{ addressType: 'ipv4', address: remoteSpec.loopback }],
              neighborInterfaceInfo: {
                interfaceIdType: 'interfaceName',
                interfaceId: `"${remote.name}"`,
                interfaceDescription: remote.description,
              },
            },
          ]
        : [],
    },
  ]);
  return { lldpNeighbors: Object.fromEntries(ports) };
}
