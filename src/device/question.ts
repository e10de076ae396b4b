import type { Finding } from './terminal.ts';

/** Sees a line without an end that wants an answer. We never give one. */
export function lookForQuestion(line: string): Finding<'question'> | null {
  const text = line.trimEnd().toLowerCase();
  if (text.length >= longestQuestion || !questionEnds.some((pattern) => pattern.test(text))) return null;
  return { kind: 'question', settled: true };
}

/** Longer ones are output that happens to end so. */
const longestQuestion = 400;

const questionEnds = [
  /\[confirm\][:?]?$/,
  /[([]\s?(?:yes|y)\s?[/,|]\s?(?:no|n)(?:[/,|][a-z]+)?\s?[)\]](?:\s?\([a-z]+\))?\s?[:?]?$/,
  /(?:password|passphrase|passcode|username|login)(?: for [\w.@-]{1,64})?:$/,
];
