/**
 * A long text whose lines are too short for what a device prints: the longest real answers have 18 characters a line or
 * more on average. Reading a megabyte of them would take several hundred milliseconds. Empty lines count for nothing, readers pass them quickly.
 */
export function isShredded(text: string): boolean {
  if (text.length < worthALook) return false;
  const most = text.length / shortestAverage;
  let lines = 0;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && lines <= most; end = text.indexOf('\n', start)) {
    if (end > start) lines += 1;
    start = end + 1;
  }
  return lines > most;
}

const worthALook = 64 * 1024;
const shortestAverage = 12;
