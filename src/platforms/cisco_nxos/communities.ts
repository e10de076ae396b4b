/**
 * `RT:64500:1 ENCAP:8 Router MAC:0053.00aa.bbcc` as its communities: a word without a colon belongs to the next one that
 * has it.
 */
export function extendedCommunitiesOf(text: string): string[] {
  const found: string[] = [];
  let name = '';
  for (const word of text.trim().split(/ +/)) {
    const whole = name === '' ? word : `${name} ${word}`;
    if (word.includes(':')) {
      found.push(whole);
      name = '';
    } else name = whole;
  }
  return name === '' ? found : [...found, name];
}
