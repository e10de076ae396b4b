import type { BgpPeerRecord } from '../../domain/routing-records.ts';

/** Words of the lines that are read: one of them may be damaged. */
const ofFamily =
  /accepted|^\d{1,10} [a-z]+(?: prefixes$|, \d)|^Maximum prefixes |^Maximum \w+ allowed |^\w+ prefixes allowed |^Route \w+ for |^\w+ map for | (?:incoming|outgoing) \w+ is |advertisements is |^(?:Incoming|Outgoing) update |^\w+ update .{0,20}(?:filter|list) |filter list|filter \w+ is |\w+ list is /;

/** Maps and lists that are not read. */
const another =
  /^(?:Route map for (?:selective unsuppress|import|export) is |(?:Incoming|Outgoing) update (?:network|AS path) filter list is )/;

/**
 * Reads one line below ` For address family: …` of `show bgp neighbors`: prefixes, limit and policies. False for a line that
 * should have been read. `*` before the name of a list or a map stands for one that exists.
 */
export function readFamilyLine(family: BgpPeerRecord, line: string): boolean {
  if (!ofFamily.test(line) || another.test(line)) return true;
  const accepted = /^(\d{1,10}) accepted(?:, (\d{1,10}) sent)? prefixes$/.exec(line);
  const limit = /^Maximum prefixes allowed (\d{1,10})(?: \(.{1,40}\))?$/.exec(line);
  const [, kind, way, name] =
    /^(Route map|(?:Incoming|Outgoing) update prefix filter list)(?: for (incoming|outgoing) advertisements)? is \*?(\S{1,128})$/.exec(
      line,
    ) ?? [];
  // The heading of another family is missing.
  if (accepted && family.prefixesReceived !== null) return false;
  if (accepted) {
    family.prefixesReceived = Number(accepted[1]);
    family.prefixesSent = accepted[2] === undefined ? null : Number(accepted[2]);
  }
  if (limit) family.maxPrefixes = Number(limit[1]);
  if (kind === undefined || name === undefined) return (accepted ?? limit) !== null;
  // A route map wins over a prefix list that stands before or behind it.
  const field = way === 'incoming' || kind.startsWith('Incoming') ? 'importPolicy' : 'exportPolicy';
  family[field] = kind === 'Route map' ? name : (family[field] ?? name);
  return true;
}
