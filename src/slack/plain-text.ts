type People = Readonly<Record<string, { slack?: string | undefined }>>;

/**
 * What the person typed, from what Slack sends: people by their key in `people` (or Slack's id, because the label
 * beside it is anybody's to write), channels by name, addresses without the link Slack made of them, entities
 * unescaped. Quotes stay as they are.
 */
export function plainText(text: string, people: People): string {
  return unmarked(text, people, (label, address) => label || address);
}

/** What a reader sees in Slack, as plain text: a link by its words and its address, where these differ. */
export function readableText(text: string, people: People): string {
  return unmarked(text, people, (label, address) =>
    label === '' || address.endsWith(label) ? address : `${label} (${address})`,
  );
}

type LinkWords = (label: string, address: string) => string;

function unmarked(text: string, people: People, link: LinkWords): string {
  // One pass: what an entity yields is never read as a mark, and `&amp;lt;` is unescaped once.
  return text.replace(/<([^<>]*)>|&(amp|lt|gt);/g, (_, inside: string | undefined, entity: string | undefined) =>
    inside === undefined ? (entities[entity ?? ''] ?? '') : plainMark(inside, people, link),
  );
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>' };

function plainMark(inside: string, people: People, link: LinkWords): string {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : unescaped(inside.slice(bar + 1));
  if (target.startsWith('@')) {
    const id = target.slice(1);
    return `@${Object.keys(people).find((key) => people[key]?.slack === id) ?? id}`;
  }
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!')) return label || `@${target.slice(1)}`;
  return link(label, unescaped(target));
}

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, entity: string) => entities[entity] ?? '');
}
