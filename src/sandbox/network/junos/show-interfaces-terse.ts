import type { NetworkState } from '../state.ts';
import type { DeviceSpec } from '../topology.ts';
import { choose, word } from './interface-list.ts';
import { leaf, leaves, xmlns } from './json.ts';

/** `show interfaces [X] terse | display json`: the values carry line breaks, as Junos prints them. */
export function showInterfacesTerseJson(state: NetworkState, device: DeviceSpec, name: string | undefined): unknown {
  const chosen = choose(state, device, name);
  const wrapped = (value: string) => leaf(`\n${value}\n`);
  return (
    chosen && {
      'interface-information': [
        {
          attributes: { xmlns: xmlns('interface'), 'junos:style': 'terse' },
          'physical-interface': chosen.map((one) => ({
            name: wrapped(one.name),
            'admin-status': wrapped(word(one.adminUp)),
            'oper-status': wrapped(word(one.operUp)),
            ...(one.description && { description: wrapped(one.description) }),
            'logical-interface': [
              {
                name: wrapped(`${one.name}.0`),
                'admin-status': wrapped(word(one.adminUp)),
                'oper-status': wrapped(word(one.operUp)),
                'filter-information': [{}],
                'address-family': [
                  {
                    'address-family-name': wrapped('inet'),
                    'interface-address': [
                      { 'ifa-local': leaf(`\n${one.address}/${one.prefixLength}\n`, { 'junos:emit': 'emit' }) },
                    ],
                  },
                ],
              },
            ],
          })),
        },
      ],
    }
  );
}

/** `show interfaces [X] terse`. */
export function showInterfacesTerseText(
  state: NetworkState,
  device: DeviceSpec,
  name: string | undefined,
): string | null {
  const chosen = choose(state, device, name);
  if (!chosen) return null;
  const rows = chosen.flatMap((one) => {
    const states = `${word(one.adminUp).padEnd(6)}${word(one.operUp)}`;
    return [
      `${one.name.padEnd(24)}${states}\n`,
      `${`${one.name}.0`.padEnd(24)}${states.padEnd(11)}${'inet'.padEnd(9)}${one.address}/${one.prefixLength}\n`,
    ];
  });
  return `Interface               Admin Link Proto    Local                 Remote\n${rows.join('')}`;
}

/** `show interfaces descriptions`. */
export function showInterfacesDescriptions(state: NetworkState, device: DeviceSpec): string {
  const rows = choose(state, device, undefined)?.filter(({ description }) => description !== null) ?? [];
  const lines = rows.map(
    (one) => `${one.name.padEnd(16)}${word(one.adminUp).padEnd(6)}${word(one.operUp).padEnd(5)}${one.description}\n`,
  );
  return `Interface       Admin Link Description\n${lines.join('')}`;
}

/** `show interfaces descriptions | display json`. */
export function showInterfacesDescriptionsJson(state: NetworkState, device: DeviceSpec): unknown {
  const rows = choose(state, device, undefined)?.filter(({ description }) => description !== null) ?? [];
  return {
    'interface-information': [
      {
        attributes: { xmlns: xmlns('interface'), 'junos:style': 'description' },
        'physical-interface': rows.map((one) =>
          leaves({
            name: one.name,
            'admin-status': word(one.adminUp),
            'oper-status': word(one.operUp),
            description: one.description ?? '',
          }),
        ),
      },
    ],
  };
}
