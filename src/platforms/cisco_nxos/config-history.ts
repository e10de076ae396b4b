import type { ConfigHistoryRecord } from '../../domain/device-records.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { rejectedByNxos } from './rejected.ts';

/** The checkpoints, which `rollback running-config checkpoint` takes. Their times have no zone. */
export const configHistory: DiagnosticReader<'config-history'> = {
  commands: () => [{ line: 'show checkpoint summary' }],
  parse: ([output = '']) => parseForms<ConfigHistoryRecord>(output, { rejected: rejectedByNxos, text: checkpoints }),
};

const opening = /^\d{1,4}\) (\S.{0,120}):$/;
const others = /^(?:Size is [\d,.]{1,20} bytes|-+)$/;
/** Above the checkpoints of each kind; some releases print it inside of the first one. */
const heading = /^(?:User|System) Checkpoint Summary$/;

/** A block per checkpoint; it ends with its description. */
function checkpoints(text: TextLines): Rows<ConfigHistoryRecord> | null {
  const rows: Rows<ConfigHistoryRecord> = { records: [], unparsed: [] };
  let open: ConfigHistoryRecord | null = null;
  let headed = false;
  for (const raw of text.lines) {
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const line = isTooLong(raw) ? '' : raw.trim();
    if (line === '' || isNoise(line)) continue;
    const id = opening.exec(line)?.[1];
    const by = /^Created by (\S.{0,64})$/.exec(line)?.[1];
    const at = /^Created at (\S.{0,60})$/.exec(line)?.[1];
    const description = /^Description: ?(.{0,255})$/.exec(line)?.[1];
    if (id !== undefined) {
      headed = true;
      if (open) rows.unparsed.push(`checkpoint ${open.id}`);
      open = { id, at: null, atText: null, user: null, client: null, comment: null };
    } else if (heading.test(line)) headed = true;
    else if (!headed) return null;
    else if (open && by !== undefined) open.user = by;
    else if (open && at !== undefined) open.atText = at;
    else if (open && description !== undefined) {
      open.comment = /^(?:None|)$/.test(description.trim()) ? null : description.trim();
      if (open.atText === null) rows.unparsed.push(`checkpoint ${open.id}`);
      else rows.records.push(open);
      open = null;
    } else if (!others.test(line)) rows.unparsed.push(raw);
  }
  if (!headed) return null;
  if (open) return { ...rows, incomplete: `the block of ${open.id} has no end: the answer was cut off` };
  return withCut(rows, text);
}
