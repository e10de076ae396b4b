import { expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';
import { samples } from './samples.ts';

test.each(['arista_eos bgp-summary text', 'cisco_nxos bgp-summary text', 'frr route lab-table-text'])(
  '%s: a table that a web page keeps in shape is read as it is',
  (which) => {
    const sample = samples.find(({ platform, diagnostic, name }) => which === `${platform} ${diagnostic} ${name}`);
    if (!sample) throw new Error(`${which} is not there`);
    const { platform, diagnostic, outputs, nowMs, expected } = sample;
    const [text = ''] = outputs;
    const shown = text.replaceAll('  ', ' \u00a0').replace(/^ /gm, '\u00a0');
    expect(shown).not.toEqual(text);
    expect(parseOutput(platform, diagnostic, shown, { nowMs }).records).toEqual(expected.records);
  },
);
