import type { QueueDropsRecord } from '../../domain/device-records.ts';
import { isBentWord } from '../bent-word.ts';
import type { Rows } from '../parsed.ts';
import { type DropCount, isOfDrops, limitedDropsIn, mayBeOfDrops, queueDropsIn } from './drop-lines.ts';
import { isVerdict, Policer } from './policer.ts';
import { PolicyPath } from './policy-path.ts';
import { type PolicyPlace, policyPlace } from './policy-place.ts';

const policy = /^[Ss]ervice-policy(?: (input|output))?\s?: ?(\S.{0,80})$/;
/** `Service-policy output: WAN` in a form that is not known. */
const bentPolicy = /^(?:(?:\W{1,4} )?\S{0,20}-policy\b|Service-\S{1,20} ?: |\S+ (?:input|output)\s?: )/;
/** The hardware of the 6500 writes it small. */
const opening = /^[Cc]lass-map: ?(\S.{0,80}?) \(match-(?:all|any)\)/;

/** `Class-map: VOICE (match-any)` in a form that is not known; a match may name a class. */
const isBentClass = /^(?:\S{0,5}lass-map\b|(?!Match:).{1,120}\(match-)/;

/** All classes with priority share one queue, or one for each level. */
const priorityQueue = /^queue stats for all priority classes:$/;
const priorityLevel = /^priority level (\d)$/;
const bentLevel = /^(?!priority level)(?:priority \S+|\S+ level) \d$/i;

/** Catalysts count drops in the unit of the line below. */
const total = /^\(total drops\) (\d{1,15})$/;
const unit = /^\((bytes|frames|packets) output\) \d{1,18}$/;

/** Weighted random drops have totals of their own on the Catalyst 9000: first in bytes, then in packets. */
const randomTotal = /^Total Drops\((Bytes|Packets)\) +: (\d{1,18})$/;

const police = /^police\b/i;
/** The 6500 prints a policer for each module. */
const earl = /^Earl in (.{4,30}?) ?:$/;

/** Below the heading of a class: what it matched. With the action `drop` it discards all of that. */
const matched = /^(\d{1,15}) packets(?:, (\d{1,18}) bytes)?$/;
const matchedFirst = /^\d+ packets/;

/** Reads `show policy-map interface` line by line. Every line that is none of ours describes a class. */
export class ClassDrops {
  private readonly rows: Rows<QueueDropsRecord> = { records: [], unparsed: [] };
  private readonly seen = new Set<string>();
  private place: PolicyPlace | 'unknown' | null = null;
  private path = new PolicyPath();
  private isHeaded = false;
  /** Whose drops the next figures are. */
  private queue: string | null = null;
  /** The class that is open; null for the queue of all classes with priority. */
  private opened: string | null = null;
  /** What the open class matched; `below` until the line that says it. */
  private match: DropCount | 'below' | null = null;
  private total: { raw: string; drops: number } | null = null;
  private random: { raw: string; bytes: number } | null = null;
  /** The open class has a policer, or one for each module. */
  private isPoliced = false;
  private policer: { raw: string; queue: string; block: Policer } | null = null;

  handBack(raw: string): void {
    this.rows.unparsed.push(raw);
  }

  /** False where the text is none of this command. */
  take(raw: string, line: string): boolean {
    if (this.takeTotal(raw, line)) return true;
    const place = policyPlace(raw, line);
    const named = line.startsWith('ervice-policy', 1) ? policy.exec(line) : null;
    if (place !== null) {
      this.openClass(null);
      // What stands below an unknown heading is not of the interface above it.
      if (place === 'unknown') this.handBack(raw);
      this.place = place;
      this.path = new PolicyPath();
    } else if (named && this.place !== null) {
      this.openClass(null);
      this.isHeaded = true;
      if (!this.path.openPolicy(indentOf(raw), named[1] ?? null)) this.loseHeading(raw);
    } else if (this.place === null) return false;
    else if (bentPolicy.test(line)) {
      this.openClass(null);
      this.isHeaded = true;
      this.handBack(raw);
      this.path.lose();
    } else if (this.isHeaded) this.takeOfClass(raw, line);
    return true;
  }

  /** All rows; null when no policy stood there. */
  end(): Rows<QueueDropsRecord> | null {
    const { rows, total: open, random, policer } = this;
    if (!this.isHeaded) return null;
    if (open !== null) return { ...rows, incomplete: 'the unit of the last drops is missing: the answer was cut off' };
    if (random !== null) return { ...rows, incomplete: 'the last random drops have no end: the answer was cut off' };
    if (policer !== null) return { ...rows, incomplete: 'the last policer has no end: the answer was cut off' };
    return rows;
  }

  /** A place has one policy in each direction: what stands below a second one is not of the interface above it. */
  private loseHeading(raw: string): void {
    this.handBack(raw);
    this.place = 'unknown';
  }

  private takeTotal(raw: string, line: string): boolean {
    if (this.total === null && !line.startsWith('(total drops) ')) return false;
    const sum = total.exec(line)?.[1];
    const counts = this.total === null ? undefined : unit.exec(line)?.[1];
    if (this.total !== null && counts !== undefined) {
      const { drops } = this.total;
      this.putQueue(
        this.total.raw,
        counts === 'bytes' ? { packets: null, bytes: drops } : { packets: drops, bytes: null },
      );
    } else if (this.total !== null) this.handBack(this.total.raw);
    this.total = sum !== undefined && this.isHeaded ? { raw, drops: Number(sum) } : null;
    return counts !== undefined || sum !== undefined;
  }

  private takeOfClass(raw: string, line: string): void {
    const named = line.startsWith('lass-map:', 1) ? opening.exec(line)?.[1] : undefined;
    if (named !== undefined) {
      this.openClass(null);
      this.openClass(this.path.openClass(indentOf(raw), named));
      return;
    }
    if (isBentClass.test(line)) {
      this.openClass(null);
      this.path.openClass(indentOf(raw), null);
      this.handBack(raw);
      return;
    }
    const isFirst = this.match === 'below';
    if (isFirst) this.match = null;
    if (isFirst && matchedFirst.test(line)) {
      const [, packets, bytes] = matched.exec(line) ?? [];
      this.match = packets === undefined ? null : { packets: Number(packets), bytes: numberOf(bytes) };
    } else if (priorityQueue.test(line)) {
      this.openClass(null);
      this.queue = this.path.openClass(indentOf(raw), 'all priority classes');
    } else if (priorityLevel.test(line) && this.queue !== null)
      this.queue = this.queue.replace(/all priority classes$/, line);
    else if (bentLevel.test(line)) {
      // What stands below it is of a level that nobody knows.
      this.openClass(null);
      this.handBack(raw);
    } else if (mayBeOfDrops(line) && this.takeDrops(raw, line)) return;
    else if (line.startsWith('Total Drops')) this.takeRandom(raw, line);
    else if (police.test(line)) this.openPolicer(raw, '');
    else if (this.isPoliced && line.startsWith('Earl in ')) this.openModule(raw, earl.exec(line)?.[1] ?? null);
    else if (this.policer) this.takeOfPolicer(raw, line, this.policer.block);
    else if (isVerdict(line)) {
      this.handBack(raw);
      // The action below it is none of the class.
      this.match = null;
    } else if (line === 'drop') this.put(raw, this.opened, this.match === 'below' ? null : this.match);
    else if (isBentWord(line, ['drop'])) this.handBack(raw);
  }

  private takeDrops(raw: string, line: string): boolean {
    const lost = queueDropsIn(line);
    const limited = limitedDropsIn(line);
    const isOther = lost === null && limited === null && isOfDrops(line);
    if (lost) this.putQueue(raw, lost);
    if (limited && this.opened !== null)
      this.put(raw, `${this.opened} ${limited.name}`, { packets: limited.packets, bytes: null });
    if (isOther || (limited && this.opened === null)) this.handBack(raw);
    if (isOther) this.queue = null;
    return lost !== null || limited !== null || isOther;
  }

  private takeRandom(raw: string, line: string): void {
    const { random, opened } = this;
    const [, unitOfSum, sum] = randomTotal.exec(line) ?? [];
    this.random = null;
    if (unitOfSum === 'Bytes' && random === null) this.random = { raw, bytes: Number(sum) };
    else if (unitOfSum === 'Packets' && random !== null && opened !== null)
      this.put(raw, `${opened} random drops`, { packets: Number(sum), bytes: random.bytes });
    else this.handBack(raw);
  }

  private openClass(opened: string | null): void {
    this.closePolicer();
    if (this.random !== null) this.handBack(this.random.raw);
    this.random = null;
    this.queue = opened;
    this.opened = opened;
    this.isPoliced = false;
    this.match = opened === null ? null : 'below';
  }

  private openPolicer(raw: string, place: string): void {
    this.closePolicer();
    if (this.opened === null) this.handBack(raw);
    else {
      this.isPoliced = true;
      this.policer = { raw, queue: `${this.opened} policer${place}`, block: new Policer() };
    }
  }

  private openModule(raw: string, module: string | null): void {
    // The first one stands below what all of them were set to.
    if (this.policer?.block.isEmpty) this.policer = null;
    this.closePolicer();
    if (module === null) this.handBack(raw);
    else this.openPolicer(raw, ` in ${module}`);
  }

  private takeOfPolicer(raw: string, line: string, block: Policer): void {
    const taken = block.take(line);
    if (taken === 'bent') this.handBack(raw);
    else if (taken === 'end') this.closePolicer();
  }

  private closePolicer(): void {
    const { policer } = this;
    this.policer = null;
    if (policer === null || policer.block.isBent) return;
    if (!policer.block.isWhole) this.handBack(policer.raw);
    else if (policer.block.dropped) this.put(policer.raw, policer.queue, policer.block.dropped);
  }

  private putQueue(raw: string, count: DropCount): void {
    this.closePolicer();
    this.put(raw, this.queue, count);
    this.queue = null;
  }

  /** Figures without a queue, and a second time those of one, are nobody's. */
  private put(raw: string, queue: string | null, count: DropCount | null): void {
    const { place } = this;
    const isKnown = place !== null && place !== 'unknown';
    const key = isKnown ? `${place.interface} ${place.part} ${queue}` : '';
    if (!isKnown || queue === null || count === null || this.seen.has(key)) this.handBack(raw);
    else
      this.rows.records.push({
        interface: place.interface,
        queue: place.part === null ? queue : `${place.part} ${queue}`,
        droppedPackets: count.packets,
        droppedBytes: count.bytes,
      });
    this.seen.add(key);
  }
}

function indentOf(raw: string): number {
  return raw.length - raw.trimStart().length;
}

function numberOf(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}
