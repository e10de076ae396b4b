import type { OpticsRecord } from '../../domain/device-records.ts';
import { printedInterfaceName } from './interface-names.ts';

type Identity = Pick<OpticsRecord, 'type' | 'vendor' | 'partNumber' | 'serial'>;

const heading = /^IDPROM for transceiver (\S{2,40}):$/;
/** Such a heading in a form that is not known. */
const unknownHeading = /^IDPROM for |^[^=]{0,40}\btransceiver [^\s=]{2,60}$/i;
/** The legend of the tables, or their first heading. */
const behind = /^(?:mA: |\+\+ : |A2D readouts|If device is|Port +(?:Lane +)?\(|.{0,40}High Alarm)/;
const fields: readonly [RegExp, keyof Identity][] = [
  // The figure is the number of the type inside the device.
  [/^Transceiver Type: += (\S.{0,60}?)(?: \(\d{1,6}\))?$/, 'type'],
  [/^Vendor Name += (\S.{0,40})$/, 'vendor'],
  [/^Product Identifier \(PID\) += (\S.{0,40})$/, 'partNumber'],
  [/^Serial Number \(SN\) += (\S{1,40})$/, 'serial'],
];
const labels = /^(?:Transceiver Type:|Vendor Name|Product Identifier \(PID\)|Serial Number \(SN\)) +=/;
/** Any of their words. */
const words =
  /^(?:Transceiver \w+:|\w+ Type:|Vendor \w{3,5}|\w+ Name|Product \w+ \(\w+\)|\w+ Identifier \(\w+\)|Serial \w+ \(\w+\)|\w+ Number \(SN\)) +=/;

/** What routers print above the tables of one module: what its memory says about it, with a dump of that. */
export class ModuleIdentity {
  private readonly known = new Map<string, Identity>();
  private current: Identity | null = null;

  /** True for a line of such a part; false as well for one that is read, with a label of which one word is bent. */
  take(line: string): boolean {
    const port = heading.exec(line)?.[1];
    const name = port === undefined ? null : printedInterfaceName(port);
    if (name !== null) {
      this.current = { type: null, vendor: null, partNumber: null, serial: null };
      this.known.set(name, this.current);
      return true;
    }
    // What stands below is said of a module that nobody knows.
    if (behind.test(line) || unknownHeading.test(line)) this.current = null;
    if (this.current === null) return false;
    for (const [pattern, field] of fields) this.current[field] ??= pattern.exec(line)?.[1]?.trim() ?? null;
    return !(words.test(line) && !labels.test(line));
  }

  /** The record with what is known of its module. */
  of(record: OpticsRecord): OpticsRecord {
    return { ...record, ...this.known.get(record.interface) };
  }

  /** A module whose tables are missing from the records. */
  missingFrom(records: readonly OpticsRecord[]): string | null {
    const names = new Set(records.map((record) => record.interface));
    return [...this.known.keys()].find((name) => !names.has(name)) ?? null;
  }
}
