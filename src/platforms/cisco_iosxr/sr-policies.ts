import { canonicalIp } from '../../domain/ip.ts';
import type { MplsLspRecord } from '../../domain/routing-records.ts';
import { isBentWord } from '../bent-word.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { isXrNoise } from './xr-text.ts';

interface Policy {
  record: MplsLspRecord;
  stated: boolean;
}

/** `Color: 100, End-point: 192.0.2.4`; the oldest releases print `Name: X (Color: 100, End-point: 192.0.2.4)`. */
const opening = /^(?:Name: (\S{1,80}) \()?Color: \d{1,10}, End-point: ([0-9A-Fa-f:.]{2,45})(?:\)|(?: ID: \d{1,10})?)$/;
const state = /^Admin: (up|down) +Oper(?:ational)?: (up|down)(?: for (\S{1,16}))?(?: \(since .{1,60}\))?$/;

/** `show segment-routing traffic-eng policy`: one block per colour and endpoint. Null when the heading is not there. */
export function srPolicies(text: TextLines): Rows<MplsLspRecord> | null {
  const rows: Rows<MplsLspRecord> = { records: [], unparsed: [] };
  let policy: Policy | null = null;
  let headed = false;
  const close = () => {
    if (policy?.stated) rows.records.push(policy.record);
    else if (policy) rows.unparsed.push(`the policy to ${policy.record.to}: no state`);
    policy = null;
  };
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    const opened = opening.exec(line);
    if (/^SR-TE policy database$/.test(line)) headed = true;
    else if (!headed) {
      if (!isXrNoise(line)) return null;
    } else if (opened) {
      close();
      const to = canonicalIp(opened[2] ?? '');
      const record: MplsLspRecord = {
        name: opened[1] ?? null,
        type: 'segment-routing',
        from: null,
        to,
        state: 'down',
        upSeconds: null,
      };
      policy = { record, stated: false };
    } else if (/\bEnd-point: |^(?:Name: .*\()?Color: /.test(line)) {
      // A heading in a form that is not known.
      close();
      rows.unparsed.push(raw);
    } else if (policy) {
      if (policy.stated && state.test(line)) {
        rows.unparsed.push(raw);
        policy = null;
      } else if (!readLine(policy, line)) rows.unparsed.push(raw);
    }
  }
  if (!headed) return null;
  const open = policy as Policy | null;
  if (open && !open.stated)
    return { ...rows, incomplete: `the policy to ${open.record.to} has no state: the answer was cut off` };
  close();
  // Behind its state nothing of a policy is read, but a cut line can be the heading of the next one.
  return withCut(rows, text);
}

/** False for a name or an age in a form that is not known. */
function readLine(policy: Policy, line: string): boolean {
  if (policy.stated) return true;
  const { record } = policy;
  const stated = state.exec(line);
  if (line.startsWith('Name:')) {
    const name = /^Name: (\S{1,80})$/.exec(line)?.[1] ?? null;
    record.name ??= name;
    return name !== null;
  }
  if (stated) {
    const isUp = stated[2] === 'up';
    record.state = stated[1] === 'down' ? 'admin-down' : isUp ? 'up' : 'down';
    record.upSeconds = isUp && stated[1] === 'up' ? uptimeSeconds(stated[3] ?? '') : null;
    policy.stated = true;
    return stated[3] === undefined || uptimeSeconds(stated[3]) !== null;
  }
  return !isBentWord(line.slice(0, Math.max(0, line.indexOf(':'))), ['Name']);
}
