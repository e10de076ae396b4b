import { isIP } from 'node:net';
import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { JsonObject } from '../../lib/safe-json.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { hardwareAddress } from './hardware-address.ts';
import { elements, leaf, leaves } from './json-answer.ts';
import { junosRows, under } from './json-rows.ts';
import { lldpBlocks } from './lldp-blocks.ts';
import { chassisOf, isBentChassis, remotePort } from './lldp-words.ts';
import { isBentAddress } from './printed-addresses.ts';
import { withPrintedNames } from './printed-names.ts';
import { rejectedByJunos } from './rejected.ts';
import { readTable } from './text-table.ts';

/** `show lldp neighbors [detail]`. */
export const lldpNeighbors: DiagnosticReader<'lldp-neighbors'> = {
  commands: () => [{ line: 'show lldp neighbors detail | display json | no-more' }],
  parse: ([output = '']) =>
    parseForms<LldpNeighborRecord>(output, {
      rejected: rejectedByJunos,
      json: (documents) =>
        junosRows(documents, {
          answer: 'lldp-neighbors-information',
          items: under('lldp-neighbor-information'),
          read: inJson,
          key: 'lldp-local-interface',
        }),
      text: (text) => withPrintedNames(lldpTables(text) ?? lldpBlocks(text)),
    }),
};

function inJson(item: JsonObject): LldpNeighborRecord | null {
  const port = leaf(item, 'lldp-local-interface') ?? leaf(item, 'lldp-local-port-id');
  if (port === null) return null;
  const [system] = elements(item, 'lldp-system-description');
  const places = [item, ...elements(item, 'lldp-remote-management-information')];
  const managed = places.flatMap((place) => leaves(place, 'lldp-remote-management-address'));
  // Of other kinds than IP, such as a hardware address, none is taken.
  if (managed.some((at) => isBentAddress(at) && hardwareAddress(at) === null)) return null;
  if (isBentChassis(leaf(item, 'lldp-remote-chassis-id'))) return null;
  return {
    interface: port,
    neighborName: leaf(item, 'lldp-remote-system-name'),
    neighborInterface: remotePort(
      leaf(item, 'lldp-remote-port-id-subtype'),
      leaf(item, 'lldp-remote-port-id'),
      leaf(item, 'lldp-remote-port-description'),
    ),
    neighborDescription: leaf(system, 'lldp-remote-system-description') ?? leaf(item, 'lldp-remote-system-description'),
    chassisId: chassisOf(leaf(item, 'lldp-remote-chassis-id')),
    managementAddresses: managed.filter((at) => isIP(at) !== 0).map((at) => canonicalIp(at) ?? at),
  };
}

const heading = /^Local Interface +(Parent Interface +)?Chassis Id +(?:(Port info +)System Name|Port info)$/i;

/** Behind a long description a name that no row of its own ends is the one that the same chassis has in other rows. */
function lldpTables(text: TextLines) {
  const rows = lldpTable(text, new Map());
  if (!rows || rows.unparsed.length === 0) return rows;
  const names = new Map<string, string | null>();
  for (const { chassisId, neighborName } of rows.records) {
    if (chassisId === null || neighborName === null) continue;
    const known = names.get(chassisId);
    names.set(chassisId, known === undefined || known === neighborName ? neighborName : null);
  }
  return lldpTable(text, names);
}

/** The number of a port as other vendors print it behind its kind: `TenGigabitEthernet 0/47`. */
const portNumber = /^\d{1,4}(?:\/\d{1,4}){1,3}(?::\d{1,3})?$/;

/** Widths differ with the release; the parent interface is missing in old ones. A name may hold blanks and may be missing. */
function lldpTable(text: TextLines, names: ReadonlyMap<string, string | null>) {
  let parent = false;
  /** The width of the column before the name; null where no names are printed. */
  let width: number | null = null;
  return readTable<LldpNeighborRecord>(text, {
    heading: {
      test: (bare) => {
        const found = heading.exec(bare);
        parent ||= found?.[1] !== undefined;
        if (found) width = found[2]?.length ?? null;
        return found !== null;
      },
    },
    row: (bare) => {
      const columns = bare.split(/ {2,}/);
      const match =
        /^(\S{1,64}) +(?:(-|(?:ae|reth)\d{1,4}(?:\.\d{1,7})?) +)?([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}|\S{1,64}) +(\S.*)$/.exec(
          bare,
        );
      const [, local = '', lag, chassis = '', rest = ''] = match ?? [];
      if (!match || columns.length < 3 || /^(?:Local|LLDP)$/i.test(local)) return null;
      if (parent !== (lag !== undefined) || isBentChassis(chassis)) return null;
      const [info = '', name, ...more] = rest.split(/ {2,}/);
      // Without two blanks between them nobody knows where the port ends, but that it fills its column.
      const both =
        width === null || name !== undefined ? null : portAndName(rest, width, names.get(chassisOf(chassis) ?? ''));
      if (more.length > 0 || (width === null && name !== undefined)) return null;
      if (width !== null && name === undefined && !both && info.includes(' ') && info.length >= width) return null;
      return {
        interface: local,
        neighborName: both?.[1] ?? name ?? null,
        neighborInterface: remotePort(null, both?.[0] ?? info, null),
        neighborDescription: null,
        chassisId: chassisOf(chassis),
        managementAddresses: [],
      };
    },
  });
}

/** A port that fills its column, and one blank behind it the name. */
function portAndName(rest: string, width: number, known: string | null | undefined): [string, string | null] | null {
  const name = known && rest.endsWith(` ${known}`) ? known : /^\S{1,64} (\S{1,255})$/.exec(rest)?.[1];
  if (name === undefined) return null;
  const port = rest.slice(0, -name.length - 1);
  if (port.length < width - 1) return null;
  if (name.includes('/')) return portNumber.test(name) ? [rest, null] : null;
  return [port, name];
}
