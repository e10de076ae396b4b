/**
 * A long text whose lines are too short for what a device prints, on average of those in sixteen places of it: the longest
 * real answers have 18 characters a line or more. Reading a megabyte of such lines would take several hundred milliseconds.
 * Empty lines count for nothing, readers pass them quickly.
 */
export function isShredded(text: string): boolean {
  if (text.length < places * placeLength) return false;
  const stride = Math.floor(text.length / places);
  let lines = 0;
  for (let from = 0; from + placeLength <= text.length; from += stride) lines += linesIn(text, from);
  return places * placeLength < lines * shortestAverage;
}

/** How many lines that are not empty end in one of the places. */
function linesIn(text: string, from: number): number {
  let lines = 0;
  let last = -1;
  for (let at = from; at < from + placeLength; at += 1) {
    if (text.charCodeAt(at) !== lineFeed) continue;
    if (at > last + 1) lines += 1;
    last = at;
  }
  return lines;
}

const places = 16;
const placeLength = 4 * 1024;
const shortestAverage = 12;
const lineFeed = 0x0a;
