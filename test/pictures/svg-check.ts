/**
 * What is wrong with an SVG that we made: unbalanced elements, an attribute that is no number where one is needed, words
 * outside the picture. Empty when nothing is.
 */
export function faultsOf(svg: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  for (const [, close, name = '', attributes = '', selfClosed] of svg.matchAll(
    /<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    if (close) {
      if (open.pop() !== name) faults.push(`</${name}> closes what is not open`);
    } else if (!selfClosed) open.push(name);
    if (/="[^"]*(?:NaN|undefined|Infinity)[^"]*"/.test(attributes)) faults.push(`<${name}${attributes}>`);
  }
  if (open.length > 0) faults.push(`left open: ${open.join(', ')}`);
  const text = svg.replace(/<\/?[a-z]+(?:\s[\w:-]+="[^"<]*")*\s*\/?>/g, '');
  if (/[<>]/.test(text)) faults.push(`markup in the words: ${text.slice(0, 80)}`);
  const [, width = '0', height = '0'] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  for (const [, x = '', y = ''] of svg.matchAll(/<text x="([\d.-]+)" y="([\d.-]+)"/g))
    if (Number(x) < 0 || Number(x) > Number(width) || Number(y) < 0 || Number(y) > Number(height))
      faults.push(`words at ${x}, ${y} outside ${width} x ${height}`);
  return faults;
}

/** The words of a picture, in the order in which they are drawn. */
export function wordsIn(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
}
