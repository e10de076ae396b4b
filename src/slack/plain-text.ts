/**
 * What a person typed, as they see it: Slack's entities undone, `<@U…>` of a known person as `@key`, channels as `#name`,
 * links as their label. An unknown person becomes `@U…`: the label that stands beside the id is anybody's to write.
 */
export function plainText(text: string, people: Readonly<Record<string, { slack?: string | undefined }>>): string {
  const keys = new Map(Object.entries(people).map(([key, { slack }]) => [slack, key]));
  return text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_, sign: string, target: string, label: string | undefined) => {
      if (sign === '@') return `@${keys.get(target) ?? target}`;
      if (sign === '#') return `#${label || target}`;
      if (sign === '!') return label || `@${target}`;
      return label || target.replace(/^mailto:/, '');
    })
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
