import type { VersionRecord } from '../../domain/device-records.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { rejectedByFrr } from './rejected.ts';

/** `show version`: FRR has no JSON for it, and says nothing about the hardware or how long it runs. */
export const version: DiagnosticReader<'version'> = {
  commands: () => [{ line: 'show version' }],
  parse: ([output = '']) => parseForms<VersionRecord>(output, { rejected: rejectedByFrr, text: fromText }),
};

/** `FRRouting 8.4.4 (leaf1) on Linux(6.1.0).`, `Quagga 1.2.4 ().` where no name is known; the full stop at its end tells that the line is whole. */
function fromText({ lines, cut }: TextLines): Rows<VersionRecord> | null {
  const candidates = cut === null ? lines : [...lines, cut];
  for (const line of candidates) {
    const match =
      /^(?:FRRouting|Quagga) (\d{1,3}(?:\.\d{1,4}){0,3}(?:[-_+~a-z][\w.+~-]{0,60})?) \((\S{0,255})\)(?: on [^\s(]{1,40}\(\S{1,120}\))?\.$/.exec(
        line.slice(0, 600).trim(),
      );
    if (!match) continue;
    const [, osVersion = '', hostname = ''] = match;
    const record: VersionRecord = {
      hostname: hostname === '' ? null : hostname,
      model: null,
      osVersion,
      serial: null,
      uptimeSeconds: null,
      lastRebootReason: null,
    };
    return { records: [record], unparsed: [] };
  }
  return null;
}
