/** True when every word is a community: `64496:1`, the old single number, or a name such as no-export. */
export function areCommunities(words: readonly string[]): boolean {
  return words.every((word) => /^(?:\d{1,5}:\d{1,5}|\d{1,10}|[A-Za-z][A-Za-z_-]{2,40})$/.test(word));
}

export function areLargeCommunities(words: readonly string[]): boolean {
  return words.every((word) => /^\d{1,10}:\d{1,10}:\d{1,10}$/.test(word));
}

/** They have many forms; what a platform prints is made of these characters. */
export function areExtendedCommunities(words: readonly string[]): boolean {
  return words.every((word) => /^[\w.:/()%+,[\] -]{1,120}$/.test(word));
}
