import type { LogRecord } from '../domain/device-records.ts';
import { isoTime } from '../lib/clock.ts';

export type SyslogTag = Pick<LogRecord, 'severity' | 'facility' | 'mnemonic' | 'message'>;

/** `%LINK-3-UPDOWN: text` and `%ROUTING-BGP-5-ADJCHANGE : text`, as IOS, IOS-XR and NX-OS print it; null for another form. */
export function ciscoTag(text: string): SyslogTag | null {
  const match = /^%([A-Z0-9_]+(?:-[A-Z0-9_]*[A-Z_][A-Z0-9_]*)*)-([0-7])-([A-Z0-9_]+) ?:(.*)$/i.exec(text);
  if (!match) return null;
  const [, facility = '', severity, mnemonic = '', message = ''] = match;
  return { facility, severity: Number(severity), mnemonic, message: message.trim() };
}

/**
 * `Jun 19 2024 03:02:31.123 UTC` and `2024 Jun 19 03:02:31 UTC` as ISO-8601 UTC. Null where the year is missing and for every
 * zone but UTC and GMT: the letters of other zones are the operator's own.
 */
export function ciscoInstant(text: string): string | null {
  const match =
    /^([A-Z][a-z]{2}) +(\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d(?:\.\d{1,6})?) (?:UTC|GMT)$/.exec(text) ??
    /^()()(\d{4}) [A-Z][a-z]{2} +\d{1,2} (\d\d:\d\d:\d\d(?:\.\d{1,6})?) (?:UTC|GMT)$/.exec(text);
  if (!match) return null;
  const leading = /^\d{4} ([A-Z][a-z]{2}) +(\d{1,2}) /.exec(text);
  const month = months.indexOf(leading?.[1] ?? match[1] ?? '') + 1;
  const day = Number(leading?.[2] ?? match[2]);
  if (month === 0 || day < 1 || day > 31) return null;
  const pad = (value: number) => String(value).padStart(2, '0');
  const ms = Date.parse(`${match[3]}-${pad(month)}-${pad(day)}T${match[4]}Z`);
  return Number.isNaN(ms) ? null : isoTime(ms);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
