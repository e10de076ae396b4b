import type { AdminStatus } from '../../domain/interface-records.ts';
import { nearLabels } from '../near-labels.ts';
import { isPortReason } from './port-reasons.ts';

/** `1000`, `10G`, `a-1000`, `a-2.5G(D)`, `1000 Mb/s`, `2.5 Gb/s`; null for `auto`, `auto-speed` and `--`. */
export function speedOf(text: string): number | null {
  const match = /^(?:a-?)?(\d{1,6}(?:\.\d)?)(?:(G)?(?:\([A-Z]\))?| ([GM])b\/s)$/.exec(text.trim());
  if (!match) return null;
  return Number(match[1]) * (match[2] === 'G' || match[3] === 'G' ? 1e9 : 1e6);
}

/** A speed, or the word in the place of one. */
export function isSpeed(text: string): boolean {
  return speedOf(text) !== null || /^(?:a-)?auto$|^--$/.test(text);
}

/** `none` and `--` say that there is no reason. */
export function reasonOf(text: string | null | undefined): string | null {
  const words = text?.trim() ?? '';
  return words === '' || /^(?:none|-{1,2})$/i.test(words) ? null : words;
}

/** Why a port that is not shut is down; a reason that is not among them says nothing about it. */
const upReasons =
  /^(?:(?:connected|link not connected|notconnec\w*|noOper\w*|linkFl\w*|channelDo\w*|faulty|vpcPeer\w*|xcvr\w*|sfp\w*|sdpTime\w*|link failure|no operational members|suspnd|suspended|err|error|link ?flap|lacp|vpc|xcvr(?: type)?|hardware|sfp (?:inval|invalid|mism)|inactive|vlan|vrf|parent|channel|other|nve|tunnel|source|bfd|dcx|fcot|udld|stp|bpdu|loop|down by|protodown|offline|isolat|peer|not connected|up)\b|.*(?:err-?disabled|suspended|failure|not connected|mismatch)).*$/i;

/**
 * What a line without an "admin state" of its own shows. A port without a transceiver says only that, whether it is
 * shut or not.
 */
export function adminFrom(up: boolean, reason: string | null): AdminStatus {
  if (up) return 'up';
  if (reason === null) return null;
  // Whether somebody shut the port, or the software did for a moment, these do not say.
  if (/^(?:adminSta|portGrac)/i.test(reason)) return null;
  // `disabled` is the word of the status table for `shutdown`.
  if (/^(?:admin|disabled$)/i.test(reason)) return 'down';
  if (/not (?:inserted|present)|absen|^(?:down|unknown|initializing)$/i.test(reason)) return null;
  return upReasons.test(reason) || isPortReason(reason) ? 'up' : null;
}

/**
 * A reason of which one word is bent. One that is not known at all may be a real one: nobody has the list of those of every
 * model.
 */
export const isBentReason = nearLabels([
  'Administratively down',
  'administratively down',
  'Administratively Down',
  'admin down',
  'disabled',
  'connected',
  'notconnect',
  'notconnec',
  'suspended',
  'inactive',
  'Link not connected',
  'link not connected',
  'No operational members',
  'no operational members',
  'tunnel source is not configured',
  'tunnel destination is not configured',
  'Hardware failure',
  'Link failure',
  'XCVR not inserted',
  'SFP not inserted',
]);

const downWords =
  /^(?:down|disabled|notconnec\w*|noOperMem\w*|\w*[Aa]bsen\w*|suspnd\w*|suspend\w*|inactive|err\S*|xcvr\S*|sfp\S*|linkFl\w*|linkFail\w*|channelDo\w*|faulty|monitor|sdpTimeo\w*|vpc\w*|vlan\w*|udld\w*|bpdu\w*|init\w*|unknown|parent\w*|nonPartic\w*|offline|outOfSer\w*|hwFail\w*|stpInc\w*|src\w*|dest\w*|incompat\w*|isolat\w*|upgrade\w*|trunkNo\w*|bundle\w*|licenseNo\w*|lacp\w*|speed\w*|auth\w*|fcot\w*|loop\w*|up)$/i;

/** What stands in the column of the state when a port is not connected; some tables cut words at nine letters. */
export function isDownWord(word: string): boolean {
  return downWords.test(word) || isPortReason(word);
}
