import type { MacTableRecord } from '../../domain/device-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import type { TextLines } from '../text-lines.ts';
import { hardwareAddress } from './hardware-address.ts';
import { elements, leaf } from './json-answer.ts';
import { junosRows, under } from './json-rows.ts';
import { withPrintedNames } from './printed-names.ts';
import { rejectedByJunos } from './rejected.ts';
import { readTable } from './text-table.ts';

/** Switches have `ethernet-switching`, MX `bridge`: each refuses the other's line. */
export const macTable: DiagnosticReader<'mac-table'> = {
  commands: () => [
    { line: 'show ethernet-switching table | display json | no-more', optional: true },
    { line: 'show bridge mac-table | display json | no-more', optional: true },
  ],
  parse: (outputs, { args }) => {
    const all = several(
      outputs.map((output) =>
        parseForms<MacTableRecord>(output, {
          rejected: rejectedByJunos,
          json: inJson,
          text: (text) => withPrintedNames(newTable(text) ?? oldTable(text)),
        }),
      ),
    );
    if (args.mac === undefined || all.outcome !== 'ok') return all;
    const records = all.records.filter(({ macAddress }) => macAddress === args.mac);
    return { ...all, outcome: records.length === 0 ? 'empty' : 'ok', records };
  },
};

function inJson(documents: Json[]): Rows<MacTableRecord> | null {
  return (
    junosRows(documents, {
      answer: 'l2ng-l2ald-rtb-macdb',
      // With `detail` there is no list of them below the VLAN.
      items: (answer) =>
        elements(answer, 'l2ng-l2ald-mac-entry-vlan').flatMap((one) =>
          ['address', 'logical-interface', 'flags'].some((name) => leaf(one, `l2ng-l2-mac-${name}`) !== null)
            ? [one]
            : elements(one, 'l2ng-mac-entry'),
        ),
      read: (item) => entry(item, 'l2ng-l2-mac-vlan-name', 'l2ng-l2-mac-'),
      key: 'l2ng-l2-mac-address',
    }) ??
    junosRows(documents, {
      answer: 'l2ald-rtb-macdb',
      items: under('l2ald-mac-entry', 'l2-mac-entry'),
      read: (item) => entry(item, 'l2-mac-bridging-domain', 'l2-mac-'),
      key: 'l2-mac-address',
    }) ??
    junosRows(documents, {
      answer: 'ethernet-switching-table-information',
      items: under('ethernet-switching-table', 'mac-table-entry'),
      read: oldEntry,
      key: 'mac-address',
    })
  );
}

function entry(item: JsonObject, vlan: string, prefix: string): MacTableRecord | null {
  const macAddress = hardwareAddress(leaf(item, `${prefix}address`));
  const flags = leaf(item, `${prefix}flags`);
  if (macAddress === null || (/^[A-Z,]{1,12}$/.test(flags ?? '') && !areFlags(flags ?? ''))) return null;
  return {
    vlan: leaf(item, vlan),
    macAddress,
    interface: leaf(item, `${prefix}logical-interface`),
    type: typeOf(flags ?? ''),
    moves: null,
  };
}

/** The rows for flooding stand in this list too: their address is "*". */
function oldEntry(item: JsonObject): MacTableRecord | [] | null {
  if (leaf(item, 'mac-address') === '*') return [];
  const macAddress = hardwareAddress(leaf(item, 'mac-address'));
  if (macAddress === null) return null;
  const [list] = elements(item, 'mac-interfaces-list');
  const port = isJsonObject(list) ? leaf(list, 'mac-interfaces') : null;
  return {
    vlan: leaf(item, 'mac-vlan'),
    macAddress,
    interface: port,
    type: oldType(leaf(item, 'mac-type')),
    moves: null,
  };
}

/** The letters of the legend above the table, alone or with commas between them. */
function areFlags(flags: string): boolean {
  return /^(?:SE|NM|[SDLPCROB])(?:,?(?:SE|NM|[SDLPCROB])){0,8}$/i.test(flags);
}

/** `DL`, `D,SE`, `S`, `DR`: dynamic or static first. */
function typeOf(flags: string): string | null {
  const [first = ''] = flags;
  if (first === 'D') return 'dynamic';
  return first === 'S' || first === 'P' ? 'static' : null;
}

function oldType(word: string | null): string | null {
  const lower = word?.toLowerCase() ?? null;
  return lower === 'learn' ? 'dynamic' : lower;
}

/** Switches of today and `show bridge mac-table`; the lines above the rows have the heading in two halves. */
function newTable(text: TextLines): Rows<MacTableRecord> | null {
  let domain: string | null = null;
  /** The first column is the name of the VLAN. */
  let isNamed = false;
  /** A remote address has the index of a next hop in place of an interface. */
  let isIndexed = false;
  /** Behind the index stands where the address was learned, in place of the id of a route. */
  let isSourced = false;
  const isDomain = (bare: string) => {
    const bridged = /^Bridging domain : ([\w.:+-]{1,64}), VLAN : \S{1,20}$/.exec(bare);
    if (bridged) domain = bridged[1] ?? null;
    return bridged !== null;
  };
  return readTable<MacTableRecord>(text, {
    heading: {
      test: (bare) => {
        const match =
          /^(?:(name)|MAC|address)(?: +address)? +(?:address +)?flags +(?:[Tt]ag +)?interface(?: +(Index)?(?: +(property +source)|.*))?$/.exec(
            bare,
          );
        if (match) [isNamed, isIndexed] = [match[1] !== undefined, match[2] !== undefined];
        if (match) isSourced = match[3] !== undefined;
        return match !== null;
      },
    },
    skip: /^(?!.*[0-9a-f]{2}(?::[0-9a-f]{2}){5})(?:MAC flags *\(.*|[A-Z]{1,3} +- ?\S.*|.*\)$|Ethernet switching table ?:.*|MAC database for interface [a-z][\w/:.-]{1,60}|Routing instance ?: \S+|(?:Vlan +)?MAC +MAC +(?:Age +)?(?:GBP +)?Logical.*|[\w.:+-]{1,64} +\* +\S.*)$/,
    aside: isDomain,
    row: (bare) => {
      const [, name, mac, flags = '', rest = ''] =
        /^(?:([\w.:+-]{1,64}) +)?([0-9a-f]{2}(?::[0-9a-f]{2}){5}) +([A-Z]{1,3}(?:,[A-Z]{1,3}){0,4}) +(\S.*)$/i.exec(
          bare,
        ) ?? [];
      const macAddress = hardwareAddress(mac ?? null);
      const [, port = null, behind = ''] =
        /^(?:(?:-|[\d:]{1,8}) +){0,2}([a-z]{2,5}[\w/:.-]{1,60})(?: +(\S.*))?$/i.exec(rest) ?? [];
      const isRemote = isIndexed && /^(?:(?:-|\d{1,8}) +){1,2}[1-9]\d{0,9} +[1-9]\d{0,9}$/.test(rest);
      if (macAddress === null || !areFlags(flags) || (name !== undefined) !== isNamed || (port === null && !isRemote))
        return null;
      if (port !== null && isIndexed && !(isSourced ? sourced : /^\d{1,10} +\d{1,10}$/).test(behind)) return null;
      return { vlan: name ?? domain, macAddress, interface: port, type: typeOf(flags), moves: null };
    },
  });
}

/** The index of the next hop, the property of the address, and the router or the segment that told it: each may be missing. */
const sourced =
  /^(?:\d{1,10}(?: +|$))?(?:(?:static|dynamic|sticky|pinned)(?: +|$))?(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,9})?$/i;

/** Switches before ELS: `Learn` rows, and one for flooding per VLAN. */
function oldTable(text: TextLines): Rows<MacTableRecord> | null {
  return readTable<MacTableRecord>(text, {
    heading: /^VLAN +MAC address +Type +Age +Interfaces$/,
    skip: /^(?:Ethernet-switching table: .*|\S{1,64} +\* +Flood +- +\S.*)$/,
    row: (bare) => {
      const match =
        /^([\w.:+-]{1,64}) +([0-9a-f]{2}(?::[0-9a-f]{2}){5}) +(Learn|Static|Learn\(L\)|Learn\(R\)|Persistent) +(?:-|[\d:]{1,10}) +(\S{1,64})$/i.exec(
          bare,
        );
      const macAddress = hardwareAddress(match?.[2] ?? null);
      if (!match || macAddress === null) return null;
      const type = oldType((match[3] ?? '').replace(/\(.\)$/, ''));
      return { vlan: match[1] ?? null, macAddress, interface: match[4] ?? null, type, moves: null };
    },
  });
}
