import { describe, expect, test } from 'vitest';
import { type PlatformName, platformNames } from '../../src/domain/diagnostics.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';
import { listOf, present, readingsOf } from './corpus/readings.ts';
import { isSameProgram } from './same-program.ts';

/** Recordings in which something of another platform stands. */
const mixed: { file: string; as: PlatformName; why: string }[] = [
  ...(['cisco_iosxe', 'frr'] as const).map((as) => ({
    file: 'cisco_nxos/bgp-summary/ntc__cisco_nxos_show_ip_bgp_summary2.raw',
    as,
    why: 'it has the lines of IOS, but for one',
  })),
  {
    file: 'cisco_iosxe/interfaces/ntc__cisco_ios_show_interfaces_status2.raw',
    as: 'cisco_nxos',
    why: 'it has the ruled heading and the rows of NX-OS',
  },
  ...[
    'interfaces/ntc__cisco_nxos_show_interface_status1.raw',
    'interface-detail/napalm__get_interfaces__5548_7_0_8_N1_1__show_interface.txt',
  ].map((name) => ({
    file: `cisco_nxos/${name}`,
    as: 'cisco_iosxe' as const,
    why: 'recordings that are said to be of IOS have the very same form',
  })),
  ...(['cisco_nxos', 'juniper_junos'] as const).map((as) => ({
    file: 'arista_eos/traceroute/napalm__traceroute__normal__traceroute_8_8_8_8___.text',
    as,
    why: 'without its heading: the hops of all traceroutes look alike',
  })),
];

describe.runIf(present)('an answer that somebody recorded on another platform', () => {
  const readings = present ? platformNames.flatMap(listOf).flatMap(readingsOf) : [];
  test.each(platformNames)('makes no records as one of %s', (as) => {
    const isMixed = (file: string) => mixed.some((one) => one.file === file && one.as === as);
    const wrong = readings.flatMap(({ platform, diagnostic, file, text }) => {
      if (platform === as || isSameProgram(diagnostic, platform, as) || isMixed(file)) return [];
      const { outcome, records } = parseOutput(as, diagnostic, text, { nowMs: null });
      const isWrong = records.length > 0 || outcome === 'ok' || outcome === 'empty';
      return isWrong ? [`${file} as ${diagnostic}: ${outcome}, ${records.length} records`] : [];
    });
    expect(readings.length).toBeGreaterThan(400);
    expect(wrong).toEqual([]);
  });
});
