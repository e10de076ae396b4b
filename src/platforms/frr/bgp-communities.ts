/** What a community of each kind looks like; other kinds of extended ones have many forms. */
const communityOf = {
  Community: /^(?:\d{1,5}:\d{1,5}|[A-Za-z][A-Za-z-]{1,40}(?:-v[46])?|\d{1,10})$/,
  'Large Community': /^\d{1,10}:\d{1,10}:\d{1,10}$/,
  'Extended Community': /^(?!(?:RT|SoO):(?![\d.]{1,15}:\d{1,10}$))/,
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

/** `RT:64500:1 LB:64500:1250000 (10.000 Mbps)`: what stands in brackets belongs to the community before it. */
function extendedCommunitiesOf(words: readonly string[]): string[] {
  const found: string[] = [];
  let inside = false;
  for (const word of words) {
    if ((inside || word.startsWith('(')) && found.length > 0) found[found.length - 1] += ` ${word}`;
    else found.push(word);
    inside = (inside || word.startsWith('(')) && !word.endsWith(')');
  }
  return found;
}

/** What stands in brackets belongs to a community, and a bandwidth to that of a link. */
function isExtendedCommunity(text: string): boolean {
  return /^(?:LB:[^\s()]+ \([\d.]+ \w+\)|[^\s()]+(?: \((?!.*bps\))[^()]+\))?)$/.test(text);
}
