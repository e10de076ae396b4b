/**
 * True where a label on the line is one of these but for one letter. Of a label that nobody knows nothing is read, but one
 * that was damaged would take its value along unnoticed. A label ends at a colon, in some answers at two blanks; several
 * stand on one line behind commas.
 */
export function hasDamagedLabel(bare: string, labels: ReadonlySet<string>): boolean {
  if (!bare.includes(', ')) return isDamaged(labelOf(bare), labels);
  return bare.split(', ').some((part) => isDamaged(labelOf(part), labels));
}

/** As above, for lines in whose value commas may stand: only what is in front of the first colon is a label. */
export function opensDamaged(bare: string, labels: ReadonlySet<string>): boolean {
  const colon = bare.indexOf(':');
  return colon > 0 && colon < 60 && isDamaged(bare.slice(0, colon), labels);
}

/** Empty where there is none; of several blanks inside of it, one is left. */
function labelOf(part: string): string {
  const colon = part.indexOf(':');
  const end = colon < 0 ? part.indexOf('  ') : colon;
  if (end < 1 || end > 60) return '';
  const label = part.slice(0, end).trimEnd();
  return label.includes('  ') ? label.replace(/ {2,}/g, ' ') : label;
}

/** True for a label that is none of these but would be one with one letter changed, put in or taken out. */
export function isDamaged(label: string, labels: ReadonlySet<string>): boolean {
  if (label === '' || labels.has(label)) return false;
  for (const known of labels) if (differInOne(label, known)) return true;
  return false;
}

/** True for two different words of which one becomes the other with one letter changed, put in or taken out. */
export function differInOne(text: string, known: string): boolean {
  const longer = text.length - known.length;
  if (longer < -1 || longer > 1) return false;
  // Most words that are looked at differ at both of their ends.
  if (text[0] !== known[0] && text.at(-1) !== known.at(-1)) return known.length === 1 && text.length === 1;
  let at = 0;
  while (at < text.length && text[at] === known[at]) at += 1;
  return text.slice(longer < 0 ? at : at + 1) === known.slice(longer > 0 ? at : at + 1);
}
