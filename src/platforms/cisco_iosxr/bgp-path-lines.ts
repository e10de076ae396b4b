import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { isBentWord } from '../bent-word.ts';
import { areCommunities, areExtendedCommunities, areLargeCommunities } from '../community-words.ts';

export interface Path {
  record: BgpRouteRecord;
  /** The line of origin and preference was read. */
  stated: boolean;
  /** `Received Path ID` was read, which stands behind it. */
  numbered: boolean;
  /** The list that a line of nothing but communities goes on with, and where its first one stands. */
  list: { of: string[]; at: number } | null;
  /** A line of it that was not understood. */
  bent: string | null;
}

/** One line below the source of a path. What is known by its first words and has another form spoils the path. */
export function readPathLine(path: Path, raw: string): void {
  const line = raw.trim();
  // A list that is too long for one line goes on in the next one, where it began in the one above.
  if (path.list !== null && /^[\w.-]{1,24}(?::[\w.:/-]{1,64}){1,3}(?: |$)/.test(line) && !/: /.test(line)) {
    if (indentOf(raw) === path.list.at) addWords(path, path.list.of, line.split(' '));
    else path.bent ??= line;
    return;
  }
  const start = line.slice(0, longestLabel).toLowerCase();
  const known = lines.find(({ label }) => start.startsWith(label));
  // A line that goes on with a list, and has none above it.
  const isList =
    (path.list !== null && /^\d{1,10}:/.test(line)) ||
    /^(?:\d{1,10}(?::\d{1,10}){1,2}|(?:RT|SoO):\S+)(?: |$)/.test(line);
  path.list = null;
  // Words of theirs behind first words that are nobody's: a bent label.
  const isBent =
    known === undefined &&
    (/ommunit|commun|Local Path ID|validity|, localpref /.test(line) ||
      isBentWord(line.split(':', 1)[0] ?? '', headings));
  if (
    isList ||
    isBent ||
    (known && !known.read(path, line.slice(known.label.length), indentOf(raw) + known.label.length))
  )
    path.bent ??= line;
}

const longestLabel = 20;
const headings = ['Community', 'Large community', 'Extended community', 'Origin-AS validity'];

interface KnownLine {
  /** In small letters: the releases differ in the others. */
  label: string;
  /** Takes what stands behind the label, which is at `at`; false when it has another form. */
  read: (path: Path, rest: string, at: number) => boolean;
}

const lines: readonly KnownLine[] = [
  {
    label: 'origin-as validity:',
    read: ({ record }, rest) => {
      const word = /^ (valid|invalid|not-found)(?!\S)/.exec(rest)?.[1];
      record.rpki = (word ?? null) as BgpRouteRecord['rpki'];
      // `(disabled)` and the like say nothing.
      return word !== undefined || rest.startsWith(' (');
    },
  },
  { label: 'origin ', read: readOrigin },
  {
    label: 'received path id',
    read: (path, rest) => {
      const id = /^ (\d{1,10})(?=$|, \S)/.exec(rest)?.[1];
      path.record.pathId = id === undefined || id === '0' ? null : Number(id);
      path.numbered = true;
      return id !== undefined;
    },
  },
  { label: 'community:', read: (path, rest, at) => readList(path, path.record.communities, rest, at) },
  { label: 'large community:', read: (path, rest, at) => readList(path, path.record.largeCommunities, rest, at) },
  { label: 'extended community:', read: (path, rest, at) => readList(path, path.record.extendedCommunities, rest, at) },
];

const attribute =
  /^(?:(?:metric|localpref|weight) \d+|valid|best|(?:confed-)?(?:internal|external)|local|redistributed|aggregated|atomic-aggregate|multipath|backup|protected|add-path|best-external|group-best|cluster-best|import(?:ed|-candidate| suspect)|reoriginated?(?: .{1,30})?|labeled-unicast|not-in-vrf|in-vrf|extranet|stale|long-lived stale|damped|history|suppressed|received-only|rib-install)$/;

/** `IGP, metric 0, localpref 100, valid, internal, best`: a figure or a word that is glued to its neighbour is none. */
function readOrigin(path: Path, rest: string): boolean {
  const [origin = '', ...words] = rest.split(', ');
  if (!/^(?:IGP|EGP|incomplete)$/.test(origin)) return false;
  if (
    words.some(
      (word) =>
        !/^[A-Za-z][\w ()/:-]*$/.test(word) ||
        / (?:valid|best)$|^(?:valid|best) /.test(word) ||
        (/^(?:metric|localpref|weight)/.test(word) && !/^\w+ \d{1,10}$/.test(word)) ||
        // About as long as one of the three, and none of them.
        (/^(?:\w{5,7}|\w{8,10}) \d+$/.test(word) && !attribute.test(word)),
    )
  )
    return false;
  // A word that is not known may be what is left of one of these two.
  const isPlain = words.includes('valid') && words.includes('best');
  if (!isPlain && !words.every((word) => attribute.test(word))) return false;
  const { record } = path;
  record.origin = origin.toLowerCase() as BgpRouteRecord['origin'];
  record.med = figure(words, 'metric');
  record.localPreference = figure(words, 'localpref');
  record.valid = words.includes('valid');
  record.best = words.includes('best');
  path.stated = true;
  return true;
}

function figure(words: readonly string[], name: string): number | null {
  const found = words.find((word) => word.startsWith(`${name} `));
  return found === undefined ? null : Number(found.slice(name.length + 1));
}

/** Words with one blank between them: where more of them stand, one has gone. */
function readList(path: Path, list: string[], rest: string, at: number): boolean {
  if (!/^ \S{1,120}(?: \S{1,120}){0,200}$/.test(rest)) return false;
  addWords(path, list, rest.slice(1).split(' '));
  path.list = { of: list, at: at + 1 };
  return true;
}

function addWords({ record }: Path, list: string[], words: readonly string[]): void {
  append(list, list === record.extendedCommunities ? namedCommunities(words) : words);
}

/** The communities that have a name. Source: `set community` in the routing policies of XR, RFC 7999, RFC 8326, RFC 9494. */
const wellKnown =
  /^(?:no-export|no-advertise|local-AS|internet|graceful-shutdown|accept-own(?:-nexthop)?|llgr-stale|no-llgr|blackhole|no-?peer)$/;

/** False when a word of its lists is no community. */
export function isListed({ communities, largeCommunities, extendedCommunities }: BgpRouteRecord): boolean {
  return (
    areCommunities(communities) &&
    communities.every((word) => /^\d/.test(word) || wellKnown.test(word)) &&
    areLargeCommunities(largeCommunities) &&
    areExtendedCommunities(extendedCommunities) &&
    extendedCommunities.every(hasValues)
  );
}

/** Behind the name stand numbers, addresses and words: a figure that is glued to the next name is none of them. */
function hasValues(community: string): boolean {
  const [name = '', ...values] = community.split(':');
  return /^(?:RT|SoO)$/.test(name)
    ? values.length === 2 && values.every((value) => /^[\d.]{1,15}$/.test(value))
    : values.every((value) => /^(?:[\d.]+|0x[\da-f]+|[\da-f]{4}(?:\.[\da-f]{4}){2}|[a-z][\w-]*)$/i.test(value));
}

/** Some names have several words: `VRF Route Import:192.0.2.1:17 Source AS:64500:0`. */
function namedCommunities(words: readonly string[]): string[] {
  const communities: string[] = [];
  let name = '';
  for (const word of words) {
    const whole = name === '' ? word : `${name} ${word}`;
    name = word.includes(':') ? '' : whole;
    if (name === '') communities.push(whole);
  }
  return name === '' ? communities : [...communities, name];
}

export function indentOf(raw: string): number {
  return raw.length - raw.trimStart().length;
}
