/** Why bgpd reset a session: the list `peer_down_str` of bgpd/bgp_fsm.c, from Quagga 0.99 with Cumulus' words to FRR 10. */
const resets = new Set([
  'Router ID changed',
  'Remote AS changed',
  'Local AS change',
  'Cluster ID changed',
  'Confederation identifier changed',
  'Confederation peer changed',
  'RR client config change',
  'RS client config change',
  'Update source change',
  'Address family activated',
  'Admin. shutdown',
  'Admin. shutdown (RTT)',
  'User reset',
  'BGP Notification received',
  'BGP Notification send',
  'Peer closed the session',
  'Neighbor deleted',
  'Peer-group add member',
  'Peer-group delete member',
  'Capability changed',
  'Passive config change',
  'Multihop config change',
  'NSF peer closed the session',
  'Intf peering v6only config change',
  'BFD down received',
  'Interface down',
  'Neighbor address lost',
  'No path to specified Neighbor',
  'Waiting for NHT',
  'Waiting for Peer IPv6 LLA',
  'Waiting for VRF to be initialized',
  'Waiting for peer OPEN',
  'No AFI/SAFI activated for peer',
  'AS Set config change',
  'Reached received prefix count',
  'Socket Error',
  'Suppress Fib Turned On or Off',
  'Password config change',
  'Router ID is missing',
]);

/** The codes of a notification and what may stand behind each: the lists of bgpd/bgp_debug.c, with the words of older releases. */
const notifications: Record<string, readonly string[]> = {
  'Message Header Error': ['Connection Not Synchronized', 'Bad Message Length', 'Bad Message Type'],
  'OPEN Message Error': [
    'Unsupported Version Number',
    'Bad Peer AS',
    'Bad BGP Identifier',
    'Unsupported Optional Parameter',
    'Authentication Failure',
    'Unacceptable Hold Time',
    'Unsupported Capability',
    'Role Mismatch',
  ],
  'UPDATE Message Error': [
    'Malformed Attribute List',
    'Unrecognized Well-known Attribute',
    'Missing Well-known Attribute',
    'Attribute Flags Error',
    'Attribute Length Error',
    'Invalid ORIGIN Attribute',
    'AS Routing Loop',
    'Invalid NEXT_HOP Attribute',
    'Optional Attribute Error',
    'Invalid Network Field',
    'Malformed AS_PATH',
  ],
  'Hold Timer Expired': [],
  'Send Hold Timer Expired': [],
  'Neighbor Events Error': [
    'Receive Unexpected Message in OpenSent State',
    'Receive Unexpected Message in OpenConfirm State',
    'Receive Unexpected Message in Established State',
  ],
  Cease: [
    'Maximum Number of Prefixes Reached',
    'Administrative Shutdown',
    'Administratively Shutdown',
    'Peer Unconfigured',
    'Peer De-configured',
    'Administrative Reset',
    'Administratively Reset',
    'Connection Rejected',
    'Other Configuration Change',
    'Connection collision resolution',
    'Connection Collision Resolution',
    'Out of Resource',
    'Out of Resources',
    'Hard Reset',
    'BFD Down',
  ],
  'ROUTE-REFRESH Message Error': ['Invalid Message Length'],
  'CAPABILITY Message Error': ['Invalid Action Value', 'Invalid Capability Length', 'Malformed Capability Value'],
  'Unrecognized Error Code': [],
};

export function isResetWord(words: string): boolean {
  return resets.has(words);
}

/** What bgpd puts right behind the code when its own list lacks the subcode, which a newer peer may send. */
const unknownSubcode = 'Unrecognized Error Subcode';

/** `Cease/Administrative Shutdown`, with `/Hard Reset` behind it when no graceful restart may follow. */
export function isNotificationWord(words: string): boolean {
  const [first = '', detail, ...more] = words.split('/');
  const isUnknown = first.endsWith(unknownSubcode);
  const code = isUnknown ? first.slice(0, -unknownSubcode.length) : first;
  const details = Object.hasOwn(notifications, code) ? notifications[code] : undefined;
  if (!details || more.length > 1 || (more[0] ?? 'Hard Reset') !== 'Hard Reset') return false;
  if (isUnknown) return more.length === 0 && (detail ?? 'Hard Reset') === 'Hard Reset';
  return detail === undefined || ['Unspecific', 'Hard Reset', ...details].includes(detail);
}
