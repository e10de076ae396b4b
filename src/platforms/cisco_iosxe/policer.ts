/** What a policer did with the packets of one colour, and what it counted of them; null where that is not printed. */
interface Verdict {
  packets: number | null;
  bytes: number | null;
  drops: boolean;
  /** Its actions stand below it, and none did so far. */
  open: boolean;
}

/** `exceeded 12 packets, 768 bytes; actions:`, `exceeded 768 bytes; actions:`, `exceeded 768 bytes action: drop`. */
const counted =
  /^(conformed|aggregate-forwarded|exceeded|violated) (?:(?:(\d{1,18}) packets|Packet count - n\/a)(?:, |(?=;? ?actions?:)))?(?:(\d{1,18}) bytes)?;? ?actions?:(?: ?(\S.{0,60}))?$/;
/** `conformed 46000 bps, exceeded 0000 bps`: the last line of a policer. */
const rates =
  /^(?:conformed|aggregate-forward) \d{1,15} [bp]ps,? exceed(?:ed)? \d{1,15} [bp]ps(?:,? violated? \d{1,15} [bp]ps)?$/;
const action = /^(?:transmit|drop|policed-dscp(?:-transmit)?|set-[a-z0-9-]{2,40}-transmit(?: .{1,40})?)$/;
const verdict = /^(?:conform|aggregate-forward|exceed|violat)/i;

/** A line that says what was done with packets of one colour, in whatever form. */
export function isVerdict(line: string): boolean {
  return verdict.test(line) && !rates.test(line);
}

/** The block of one policer, from `police:` to its rates. */
export class Policer {
  private readonly verdicts = new Map<string, Verdict>();
  /** A line of it has a form that is not known. */
  isBent = false;

  /**
   * Takes a line of the block. `bent`: it counts or does something in a form that is not known, so that nobody knows what
   * was dropped; `end`: it is the last one.
   */
  take(line: string): 'taken' | 'bent' | 'end' {
    const last = [...this.verdicts.values()].at(-1);
    if (!verdict.test(line)) {
      // What it was set to stands above its verdicts: nothing is read there.
      if (!last) return 'taken';
      if (action.test(line)) {
        last.open = false;
        last.drops ||= line === 'drop';
        return 'taken';
      }
    } else if (rates.test(line)) return 'end';
    else if (this.takeVerdict(line)) return 'taken';
    this.isBent = true;
    return 'bent';
  }

  private takeVerdict(line: string): boolean {
    const [, name = '', packets, bytes, said] = counted.exec(line) ?? [];
    if (this.verdicts.has(name) || (packets === undefined && bytes === undefined)) return false;
    const drops = said === 'drop';
    this.verdicts.set(name, { packets: numberOf(packets), bytes: numberOf(bytes), drops, open: said === undefined });
    return said === undefined || action.test(said);
  }

  get isEmpty(): boolean {
    return this.verdicts.size === 0;
  }

  /** What is within the rate and what exceeds it, each with what is done with it. */
  get isWhole(): boolean {
    const { verdicts } = this;
    const within = verdicts.has('conformed') || verdicts.has('aggregate-forwarded');
    return within && verdicts.has('exceeded') && [...verdicts.values()].every(({ open }) => !open);
  }

  /** The packets and bytes of all verdicts that drop; null for a policer that only marks. */
  get dropped(): { packets: number | null; bytes: number | null } | null {
    const dropping = [...this.verdicts.values()].filter(({ drops }) => drops);
    if (dropping.length === 0) return null;
    return { packets: sum(dropping.map(({ packets }) => packets)), bytes: sum(dropping.map(({ bytes }) => bytes)) };
  }
}

function numberOf(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

function sum(counts: readonly (number | null)[]): number | null {
  return counts.reduce((whole, count) => (whole === null || count === null ? null : whole + count), 0);
}
