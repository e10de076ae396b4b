import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { ciscoNotification } from '../cisco-notification.ts';
import { uptimeSeconds } from '../durations.ts';
import { xrBgpState } from './bgp-states.ts';

/**
 * One of the reasons of an operator with a word that is not known; other reasons have more words. Source: the errors of
 * `Bgp-open-check-err` in Cisco-IOS-XR-ipv4-bgp-oper.
 */
const bentReason =
  /^(?!Admin$|PfxCt$)\w{2,8}$|^Neighbor \w+ (?!shutdown)\w+ mode$|^Neighbor in (?!(?:shutdown|active only) mode$|(?:closing|pending reset) state$)/;

/** Who sent a notification stands behind that word alone. */
const bentNotification = /^BGP (?:Notification\b|\w+ (?:sent|received)\b)|\bCEASE\b|\(\w+ \w+ (?:sent|received)\b/;

/** `Established, up for 1w1d`, `Idle (Admin)`, `Idle (No route to multi-hop neighbor)`, `OpenSent`. */
export function readState(base: BgpPeerRecord, text: string): boolean {
  const match = /^([A-Za-z]{4,12})(?: ?\(([^()]{1,80})\))?(?:, (?:up|down) for (\S{1,16}))?$/.exec(text);
  const words = xrBgpState(match?.[1] ?? '');
  if (!match || !words) return false;
  const seconds = uptimeSeconds(match[3] ?? '');
  if (seconds === null && match[3] !== undefined) return false;
  if (match[2] !== undefined && bentReason.test(match[2])) return false;
  base.state = words.state;
  base.reason = match[2] ?? words.reason ?? base.reason;
  base.adminDown ||= /\badmin|shut ?down/i.test(match[2] ?? '');
  base.stateSeconds = seconds;
  base.upSeconds = words.state === 'established' ? seconds : null;
  return true;
}

/** ` 00:00:00` (never), ` 1w1d, due to BGP Notification sent: hold time expired`, `…, due to None`; false for another form. */
export function readLastReset(base: BgpPeerRecord, rest: string): boolean {
  const match = /^ (\S{1,16}?)(?:, due to (\S.{0,200}))?$/.exec(rest);
  const seconds = uptimeSeconds(match?.[1] ?? '');
  const reason = match?.[2]?.trim() ?? null;
  if (seconds === null) return false;
  if (seconds === 0 && reason === null) return true;
  base.lastResetSeconds = seconds;
  if (reason === null || reason === 'None') return true;
  base.lastResetReason = reason;
  const direction = /\bnotification (sent|received)\b/i.exec(reason)?.[1]?.toLowerCase();
  if (direction === undefined) return !bentNotification.test(reason);
  base.lastNotificationDirection = direction === 'sent' ? 'sent' : 'received';
  const { code, subcode } = ciscoNotification(reason);
  [base.lastErrorCode, base.lastErrorSubcode] = [code, subcode];
  return true;
}
