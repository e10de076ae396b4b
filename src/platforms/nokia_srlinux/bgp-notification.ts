import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { notificationCode } from '../bgp-words.ts';

type Notification = Pick<BgpPeerRecord, 'lastErrorCode' | 'lastErrorSubcode'>;

/** The subcodes of RFC 4271, RFC 4486, RFC 8538 and RFC 9384 in the words of srl_nokia-bgp, by the code they belong to. */
const subcodes: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  1: { 'Connection Not Synchronized': 1, 'Bad Message Length': 2, 'Bad Message Type': 3 },
  2: {
    'Unsupported Version Number': 1,
    'Bad Peer As': 2,
    'Bad BGP Identifier': 3,
    'Unsupported Optional Parameter': 4,
    'Unacceptable Hold Time': 6,
  },
  3: {
    'Malformed Attribute List': 1,
    'Unrecognized Well-known Attribute': 2,
    'Missing Well-known Attribute': 3,
    'Attribute Flags Error': 4,
    'Attribute Length Error': 5,
    'Invalid ORIGIN Attribute': 6,
    'Invalid NEXT_HOP Attribute': 8,
    'Optional Attribute Error': 9,
    'Invalid Network Field': 10,
    'Malformed AS_PATH': 11,
  },
  6: {
    'Maximum Number of Prefixes Reached': 1,
    'Administrative Shutdown': 2,
    'Peer De-configured': 3,
    'Administrative Reset': 4,
    'Connection Rejected': 5,
    'Other Configuration Change': 6,
    'Connection Collision Resolution': 7,
    'Out of Resources': 8,
    'Hard Reset': 9,
    'BFD Down': 10,
  },
};

/** `Cease` and `Administrative Reset` as the numbers 6 and 4; null for words that are not of the model. */
export function notificationOf(error: string | null, reason: string | null): Notification {
  // RFC 4271 says `Expired`.
  const lastErrorCode = error === 'Hold Timer Error' ? 4 : notificationCode(error);
  const known = subcodes[lastErrorCode ?? 0] ?? {};
  const isKnown = reason !== null && Object.hasOwn(known, reason);
  return { lastErrorCode, lastErrorSubcode: isKnown ? (known[reason] ?? null) : null };
}
