/** What a community of each kind looks like; other kinds of extended ones have many forms. */
const communityOf = {
  Community: /^(?:\d{1,5}:\d{1,5}|[A-Za-z][A-Za-z-]{1,40}(?:-v[46])?|\d{1,10})$/,
  'Large Community': /^\d{1,10}:\d{1,10}:\d{1,10}$/,
  'Extended Community':
    /^(?!(?:RT|SoO):(?![\d.]{1,15}:\d{1,10}$)|ET:(?!\d{1,5}$)|Rmac:(?!(?:[\da-f]{2}:){5}[\da-f]{2}$))/i,
};

export type CommunityKind = keyof typeof communityOf;

/** The words of the text and of the JSON form: `64500:1 no-export`. Null where one of them is no community of its kind. */
export function communitiesIn(kind: CommunityKind, text: string): string[] | null {
  const words = text.split(' ').filter((word) => word !== '');
  if (!words.every((word) => communityOf[kind].test(word))) return null;
  if (kind !== 'Extended Community') return words;
  const found = extendedCommunitiesOf(words);
  return found.every(isExtendedCommunity) ? found : null;
}

/** Kinds that bgpd prints in several words. */
const inWords =
  /^(?:UNK:\d{1,3}, \d{1,3}|MM:\d{1,10}, sticky MAC|ND:(?:Router|Override) Flag|Default Gateway|DF: \(alg: \d{1,3},(?: bmap: 0x[\da-f]{1,8})? pref: \d{1,5}\)|FS:redirect IP 0x[\da-f]{1,8}|FS:redirect VRF \S{3,60}|FS:action (?:terminate \(apply\)|eval stops)(?:, sample)?|FS:rate \d{1,12}\.\d{1,8}|FS:marking \d{1,3})$/;
/** How such a one begins: nothing else begins so. */
const begun = /^(?:UNK:|MM:\d{1,10},$|ND:(?:Router|Override)$|Default$|DF:|FS:(?:redirect|action|rate|marking)$)/;
const mostWords = 6;

/** `RT:64500:1 LB:64500:1250000 (10.000 Mbps) UNK:128, 6`: what stands in brackets belongs to the community before it. */
function extendedCommunitiesOf(words: readonly string[]): string[] {
  const found: string[] = [];
  let inside = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const several = begun.test(word) ? longest(words.slice(at, at + mostWords)) : null;
    if (several) {
      found.push(several.join(' '));
      at += several.length - 1;
      continue;
    }
    if ((inside || word.startsWith('(')) && found.length > 0) found[found.length - 1] += ` ${word}`;
    else found.push(word);
    inside = (inside || word.startsWith('(')) && !word.endsWith(')');
  }
  return found;
}

/** The most of these words that are one community. */
function longest(words: readonly string[]): readonly string[] | null {
  for (let count = words.length; count > 1; count -= 1) {
    const some = words.slice(0, count);
    if (inWords.test(some.join(' '))) return some;
  }
  return null;
}

/** What stands in brackets belongs to a community, and a bandwidth to that of a link. */
function isExtendedCommunity(text: string): boolean {
  if (begun.test(text.split(' ')[0] ?? '')) return inWords.test(text);
  return /^(?:LB:[^\s()]+ \([\d.]+ \w+\)|[A-Za-z][\w-]{0,20}:[^\s(),]+(?: \((?!.*bps\))[^()]+\))?)$/.test(text);
}
