import type { Port } from '../state.ts';
import { leaves } from './json.ts';

export function traffic({ counters, rates }: Port, extensive: boolean) {
  const whole = (value: number) => Math.round(value);
  const bps = { 'input-bps': whole(rates.inBitsPerSecond), 'output-bps': whole(rates.outBitsPerSecond) };
  const pps = { 'input-pps': whole(rates.inPacketsPerSecond), 'output-pps': whole(rates.outPacketsPerSecond) };
  if (!extensive) {
    return {
      attributes: { 'junos:style': 'brief' },
      ...leaves({
        'input-bps': bps['input-bps'],
        'input-pps': pps['input-pps'],
        'output-bps': bps['output-bps'],
        'output-pps': pps['output-pps'],
      }),
    };
  }
  return {
    attributes: { 'junos:style': 'verbose' },
    ...leaves({
      'input-bytes': counters.inOctets,
      'input-bps': bps['input-bps'],
      'output-bytes': counters.outOctets,
      'output-bps': bps['output-bps'],
      'input-packets': counters.inPackets,
      'input-pps': pps['input-pps'],
      'output-packets': counters.outPackets,
      'output-pps': pps['output-pps'],
    }),
    'ipv6-transit-statistics': [
      leaves({ 'input-bytes': 0, 'output-bytes': 0, 'input-packets': 0, 'output-packets': 0 }),
    ],
  };
}

export function errors({ counters, linkUps, linkDowns }: Port) {
  return {
    'input-error-list': [
      leaves({
        'input-errors': counters.inErrors,
        'input-drops': counters.inDiscards,
        'framing-errors': counters.inErrors,
        'input-runts': 0,
        'input-discards': 0,
        'input-l3-incompletes': 0,
        'input-l2-channel-errors': 0,
        'input-l2-mismatch-timeouts': 0,
        'input-fifo-errors': 0,
        'input-resource-errors': 0,
      }),
    ],
    'output-error-list': [
      leaves({
        'carrier-transitions': 1 + linkUps + linkDowns,
        'output-errors': 0,
        'output-drops': counters.outDiscards,
        'output-collisions': 0,
        'aged-packets': 0,
        'mtu-errors': 0,
        'hs-link-crc-errors': 0,
        'output-fifo-errors': 0,
        'output-resource-errors': 0,
      }),
    ],
  };
}

export function macStatistics({ counters }: Port) {
  return {
    attributes: { 'junos:style': 'verbose' },
    ...leaves({
      'input-bytes': counters.inOctets,
      'output-bytes': counters.outOctets,
      'input-packets': counters.inPackets,
      'output-packets': counters.outPackets,
      'input-unicasts': counters.inPackets,
      'output-unicasts': counters.outPackets,
      'input-broadcasts': 0,
      'output-broadcasts': 0,
      'input-multicasts': 0,
      'output-multicasts': 0,
      'input-crc-errors': counters.inErrors,
      'output-crc-errors': 0,
      'input-fifo-errors': 0,
      'output-fifo-errors': 0,
      'input-mac-control-frames': 0,
      'output-mac-control-frames': 0,
      'input-mac-pause-frames': 0,
      'output-mac-pause-frames': 0,
      'input-oversized-frames': 0,
      'input-jabber-frames': 0,
      'input-fragment-frames': 0,
      'input-vlan-tagged-frames': 0,
      'input-code-violations': 0,
      'input-total-errors': counters.inErrors,
      'output-total-errors': 0,
    }),
  };
}
