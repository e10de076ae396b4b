import type { NetworkState } from '../state.ts';
import type { DeviceSpec } from '../topology.ts';
import { choose, mediaType, shortName } from './interface-list.ts';

/** `show interfaces [X] status | json`. */
export function showInterfacesStatusJson(state: NetworkState, device: DeviceSpec, name: string | undefined): unknown {
  const chosen = choose(state, device, name)?.filter(({ loopback }) => !loopback);
  return (
    chosen && {
      interfaceStatuses: Object.fromEntries(
        chosen.map((one) => [
          one.name,
          {
            vlanInformation: { interfaceMode: 'routed', interfaceForwardingModel: 'routed' },
            bandwidth: one.view?.link.spec.speedBitsPerSecond ?? 0,
            interfaceType: mediaType(one),
            description: one.description,
            autoNegotiateActive: false,
            duplex: 'duplexFull',
            autoNegotigateActive: false,
            linkStatus: one.status,
            lineProtocolStatus: one.up ? 'up' : 'down',
          },
        ]),
      ),
    }
  );
}

/** `show interfaces [X] status`. */
export function showInterfacesStatusText(
  state: NetworkState,
  device: DeviceSpec,
  name: string | undefined,
): string | null {
  const chosen = choose(state, device, name)?.filter(({ loopback }) => !loopback);
  if (!chosen) return null;
  const rows = chosen.map((one) => {
    const speed = `${(one.view?.link.spec.speedBitsPerSecond ?? 0) / 1e9}G`;
    return [
      shortName(one.name).padEnd(11),
      one.description.slice(0, 14).padEnd(15),
      one.status.padEnd(13),
      'routed'.padEnd(9),
      'full'.padEnd(7),
      speed.padEnd(7),
      mediaType(one),
    ].join('');
  });
  return `Port       Name           Status       Vlan     Duplex Speed  Type         Flags Encapsulation\n${rows.join('\n')}\n`;
}
