import type { EnvironmentRecord } from '../../domain/device-records.ts';
import type { Json } from '../../lib/safe-json.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { elements, junosAnswers, leaf } from './json-answer.ts';

const severities: Record<string, EnvironmentRecord['status']> = { major: 'failed', minor: 'warning' };

export function chassisAlarmsInJson(documents: Json[]): Rows<EnvironmentRecord> | null {
  const answers = junosAnswers(documents, 'alarm-information');
  if (!answers) return null;
  const rows: Rows<EnvironmentRecord> = { records: [], unparsed: [] };
  for (const detail of answers.flatMap((answer) => elements(answer, 'alarm-detail'))) {
    const name = leaf(detail, 'alarm-description');
    const status = severities[(leaf(detail, 'alarm-class') ?? '').toLowerCase()];
    if (name === null || status === undefined) rows.unparsed.push(`alarm ${name ?? '?'}`);
    else rows.records.push(alarm(name, status));
  }
  return rows;
}

/** `show chassis alarms` in text. */
export function chassisAlarms(output: TextLines): Rows<EnvironmentRecord> | null {
  const text = withWholeTail(output, /^No alarms currently active$/);
  const rows: Rows<EnvironmentRecord> = { records: [], unparsed: [] };
  let headed = false;
  let announced = 0;
  for (const line of text.lines) {
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line) || isNoise(line)) continue;
    const bare = line.trim();
    const heading =
      /^(?:No alarms currently active|(\d{1,4}) alarms? currently active|Alarm time +Class +Description)$/.exec(bare);
    if (heading) {
      headed = true;
      announced += Number(heading[1] ?? 0);
      continue;
    }
    if (!headed) return null;
    const match = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} \S{1,10} +(Major|Minor) +(\S.*)$/.exec(bare);
    const status = severities[(match?.[1] ?? '').toLowerCase()];
    if (match && status !== undefined) rows.records.push(alarm(match[2] ?? '', status));
    else rows.unparsed.push(line);
  }
  const told = rows.records.length + rows.unparsed.length;
  if (text.cut === null && told < announced)
    rows.unparsed.push(`${announced} alarms are announced, and ${told} stand there`);
  return headed ? withCut(rows, text) : null;
}

function alarm(name: string, status: EnvironmentRecord['status']): EnvironmentRecord {
  return { component: 'alarm', name, status, reading: null, unit: null };
}
