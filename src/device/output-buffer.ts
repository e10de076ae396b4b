import { StringDecoder } from 'node:string_decoder';

/** Text of a channel, held up to a number of bytes and lines. */
export interface OutputBuffer {
  /** False once the buffer is full; nothing more is kept. */
  add(chunk: Buffer): boolean;
  text(): string;
  full(): boolean;
  /** At most the last `longestTail` characters. */
  tail(): string;
  /** Characters so far. */
  length(): number;
}

/**
 * Invalid UTF-8 becomes replacement characters; a character split over two packets is put together. "\r\n" becomes "\n",
 * so that the usual answer of a terminal is plain text at once.
 */
export function createOutputBuffer(limits: { outputBytes: number; outputLines: number }): OutputBuffer {
  const decoder = new StringDecoder('utf8');
  /** A carriage return at the end of a packet; what comes next tells whether it ended a line. */
  let carriageReturn = '';
  const withPlainLineEnds = (decoded: string): string => {
    const joined = carriageReturn + decoded;
    carriageReturn = joined.endsWith('\r') ? '\r' : '';
    const whole = carriageReturn === '' ? joined : joined.slice(0, -1);
    return whole.includes('\r\n') ? whole.replaceAll('\r\n', '\n') : whole;
  };
  let text = '';
  let tail = '';
  let bytes = 0;
  let lines = 0;
  let full = false;
  return {
    add(chunk) {
      if (full) return false;
      let kept = chunk.length > limits.outputBytes - bytes ? chunk.subarray(0, limits.outputBytes - bytes) : chunk;
      full = kept.length < chunk.length;
      for (let at = kept.indexOf(newline); at !== -1; at = kept.indexOf(newline, at + 1)) {
        lines += 1;
        if (lines < limits.outputLines) continue;
        full ||= at + 1 < kept.length;
        kept = kept.subarray(0, at + 1);
        break;
      }
      bytes += kept.length;
      const decoded = withPlainLineEnds(decoder.write(kept));
      text += decoded;
      // Kept apart: cutting the end off the whole text would copy all of it for each packet.
      tail = decoded.length >= longestTail ? decoded : tail + decoded;
      if (tail.length > longestTail) tail = tail.slice(-longestTail);
      return !full;
    },
    text: () => text,
    full: () => full,
    tail: () => tail,
    length: () => text.length,
  };
}

const newline = 0x0a;
/** Prompts and questions stand at the very end; searching all of a long answer again and again would be quadratic. */
const longestTail = 1_024;
