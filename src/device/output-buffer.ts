import { StringDecoder } from 'node:string_decoder';

/** Text of a channel, held up to a number of bytes and lines. */
export interface OutputBuffer {
  /** False once the buffer is full; nothing more is kept. */
  add(chunk: Buffer): boolean;
  /** Forgets everything; what comes now is the beginning. */
  clear(): void;
  text(): string;
  full(): boolean;
  /** At most the last `longestTail` characters. */
  tail(): string;
  /** Characters so far. */
  length(): number;
  /** True when all of it is printable ASCII, tabs and line ends: a screen shows it as it is. */
  plain(): boolean;
}

/**
 * Invalid UTF-8 becomes replacement characters; a character split over two packets is put together. "\r\n" becomes "\n",
 * so that the usual answer of a terminal is plain text at once. Every byte is looked at once, here.
 */
export function createOutputBuffer(limits: { outputBytes: number; outputLines: number }): OutputBuffer {
  const decoder = new StringDecoder('utf8');
  /** A carriage return at the end of a packet; what comes next tells whether it ended a line. */
  let heldReturn = false;
  let text = '';
  let tail = '';
  let bytes = 0;
  let lines = 0;
  let full = false;
  let plain = true;

  /** The bytes of a packet that there is room for, with plain line ends. They hold until the next call. */
  const taken = (chunk: Buffer): Buffer => {
    const room = Math.min(chunk.length, limits.outputBytes - bytes);
    full = room < chunk.length;
    const kept = chunk.length < scratch.length ? scratch : Buffer.allocUnsafe(chunk.length + 1);
    let length = 0;
    if (heldReturn && room > 0 && chunk[0] !== newline) {
      kept[0] = carriageReturn;
      length = 1;
      plain = false;
    }
    if (room > 0) heldReturn = false;
    let at = 0;
    while (at < room) {
      const byte = chunk[at] as number;
      at += 1;
      // First, since nearly every byte is one of these.
      if (byte < firstPrintable || byte > lastPrintable) {
        if (byte === carriageReturn) {
          heldReturn = at === room;
          if (heldReturn || chunk[at] === newline) continue;
        }
        if (byte === newline) lines += 1;
        else if (byte !== tab) plain = false;
      }
      kept[length] = byte;
      length += 1;
      if (byte === newline && lines >= limits.outputLines) {
        full ||= at < room;
        break;
      }
    }
    bytes += at;
    return kept.subarray(0, length);
  };

  return {
    add(chunk) {
      if (full) return false;
      const decoded = decoder.write(taken(chunk));
      text += decoded;
      // Kept apart: cutting the end off the whole text would copy all of it for each packet.
      tail = decoded.length >= longestTail ? decoded : tail + decoded;
      if (tail.length > longestTail) tail = tail.slice(-longestTail);
      return !full;
    },
    clear() {
      // A character that has only begun goes, too.
      decoder.end();
      heldReturn = false;
      text = '';
      tail = '';
      bytes = 0;
      lines = 0;
      full = false;
      plain = true;
    },
    text: () => text,
    full: () => full,
    tail: () => tail,
    length: () => text.length,
    plain: () => plain,
  };
}

const tab = 0x09;
const newline = 0x0a;
const carriageReturn = 0x0d;
const firstPrintable = 0x20;
const lastPrintable = 0x7e;

/** Larger than the packets that we let a device send; only ever used within one call. */
const scratch = Buffer.allocUnsafe(64 * 1024);
/** Prompts and questions stand at the very end; searching all of a long answer again and again would be quadratic. */
const longestTail = 1_024;
