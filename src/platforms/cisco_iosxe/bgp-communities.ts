import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { areCommunities, areExtendedCommunities, areLargeCommunities } from '../community-words.ts';

/** A list of communities whose line was read: a long one goes on in the lines below. */
export interface OpenCommunities {
  list: string[];
  /** How far the line of the list is indented. */
  indent: number;
  words: (text: string) => string[] | null;
}

const lists: readonly {
  label: string;
  of: (record: BgpRouteRecord) => string[];
  words: OpenCommunities['words'];
}[] = [
  {
    label: 'Community:',
    of: ({ communities }) => communities,
    words: (text) => allOf(text.split(/,? /), areKnownCommunities),
  },
  {
    label: 'Large Community:',
    of: ({ largeCommunities }) => largeCommunities,
    words: (text) => allOf(text.split(/,? /), areLargeCommunities),
  },
  {
    label: 'Extended Community:',
    of: ({ extendedCommunities }) => extendedCommunities,
    words: (text) => allOf(extendedWords(text), areExtended),
  },
];

/**
 * `Community: 64500:1 64500:2`: the list, with what stands on this line. Undefined for another line, null where the
 * list has a form that is not known.
 */
export function openCommunities(
  record: BgpRouteRecord,
  line: string,
  indent: number,
): OpenCommunities | null | undefined {
  const found = lists.find(({ label }) => line.startsWith(label));
  if (found === undefined) return undefined;
  const open = { list: found.of(record), indent, words: found.words };
  const text = withoutResolution(line.slice(found.label.length));
  // One blank stands between two of them, and none behind the last one.
  return /^ \S.*\S$/.test(text) && communitiesGoOn(open, text) ? open : null;
}

/** False when the line is none that the list can go on with. */
export function communitiesGoOn({ list, words }: OpenCommunities, line: string): boolean {
  const more = words(withoutResolution(line).trim());
  if (more === null) return false;
  append(list, more);
  return true;
}

const wellKnown =
  /^(?:internet|no-export|no-advertise|local-AS|no-peer|gshut|graceful-shutdown|accept-own|accept-own-nexthop|blackhole|llgr-stale|no-llgr)$/i;

/** A damaged name is none. */
function areKnownCommunities(words: readonly string[]): boolean {
  return areCommunities(words) && words.every((word) => /^\d/.test(word) || wellKnown.test(word));
}

/** Behind the extended communities stands how the next hop is resolved: ` , recursive-via-host`. */
function withoutResolution(text: string): string {
  return text.replace(/ , recursive-via-(?:host|connected)$/, '');
}

function allOf(words: string[], are: (words: readonly string[]) => boolean): string[] | null {
  return are(words) ? words : null;
}

/**
 * `RT:64500:1 OSPF DOMAIN ID:0x0005:0x0000006F0200 Router MAC:0000.5E00.5301`: the name of a kind may
 * have several words, up to its colon.
 */
function extendedWords(text: string): string[] {
  const words: string[] = [];
  let name = '';
  for (const word of text.split(/,? /)) {
    if (word.includes(':')) words.push(name + word);
    name = word.includes(':') ? '' : `${name}${word} `;
  }
  return name === '' ? words : [...words, name.trim()];
}

const named = /^(?:OSPF (?:DOMAIN ID|RT|ROUTER ID)|Router MAC|MVPN (?:AS|VRF)|L2VPN L2|EVPN [A-Z][\w ]{1,20}):/;

function areExtended(words: readonly string[]): boolean {
  return areExtendedCommunities(words) && words.every((word) => named.test(word) || isOneWord(word));
}

function isOneWord(word: string): boolean {
  return word.includes(':') && !/ |^RT:(?![\d.]+:\d+$)/.test(word);
}
