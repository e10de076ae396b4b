import { isIPv4 } from 'node:net';
import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { ageOf } from './ages.ts';
import { ospfState, roleOf } from './ospf-words.ts';
import { vrfOf } from './routing-instance.ts';
import { readTable } from './text-table.ts';

/** What stands below a row of the detailed form, and of every row of OSPFv3. */
const belowRow =
  /^(?:Topology .*|SPRING Adjacency Labels:|Label +Flags +Adj-Sid-Type|\d{1,8} +[A-Z]{1,8} +(?:Un)?Protected.*|Adj-sid .*|BFD .*|Options: .*|Link state (?:acknowledgment|retransmission) list:(?: +\d{1,7} entr(?:y|ies))?|Type +LSA ID +Adv rtr +Seq|[A-Za-z]{5,12} +\d{1,3}(?:\.\d{1,3}){3} +\d{1,3}(?:\.\d{1,3}){3} +0x[\da-f]{8})$/i;

/** `show ospf neighbor` and `show ospf3 neighbor`, with detail and without. */
export function junosOspfTable(text: TextLines, asked: string | null): Rows<OspfNeighborRecord> | null {
  let version: 2 | 3 = 2;
  let detailed = false;
  let vrf = asked;
  const isV3 = (bare: string) => /^ID +Interface +State +Pri +Dead$/.test(bare);
  // Only the first heading says which form the whole text has; the row below shows whether there is detail.
  return readTable<OspfNeighborRecord>(text, {
    heading: {
      test: (bare) => {
        if (isV3(bare)) version = 3;
        return isV3(bare) || /^Address +Interface +State +ID +Pri +Dead$/.test(bare);
      },
    },
    aside: (bare) => {
      const instance = /^Instance: (\S{1,64})$/.exec(bare);
      // Below a heading in another form the rows are nobody's.
      if (bare.includes('Instance: ')) vrf = instance ? vrfOf(instance[1] ?? null) : null;
      return instance !== null;
    },
    row: (bare) => (version === 2 ? rowOf2(bare, vrf) : rowOf3(bare, vrf)),
    below: (record, bare) => {
      const area =
        /^Area ([\d.]{1,15}), opt 0x[0-9a-f]{1,8}(?:, DR ([\d.]{7,15}), BDR ([\d.]{7,15})|, OSPF3-Intf-Index \d{1,10})?$/i.exec(
          bare,
        );
      const routers = /^DR-ID ([\d.]{7,15}), BDR-ID ([\d.]{7,15})$/.exec(bare);
      const up = /^Up ([\w: ]{1,30}), adjacent ([\w: ]{1,30})$/.exec(bare) ?? /^Up ([\w: ]{1,30})$/.exec(bare);
      const address = /^Neighbor-address (\S{2,45})$/i.exec(bare);
      // Of each neighbour this is said once: the second time it is of one whose row is not there.
      if ((area && record.area !== null) || (up && record.upSeconds !== null)) return false;
      if (address) record.address = canonicalIp(address[1] ?? '');
      if (area) {
        detailed = true;
        record.area = dotted(area[1] ?? '');
        if (area[2] !== undefined) record.role = roleOf(record.address, area[2], area[3] ?? null);
      }
      if (routers) record.role = roleOf(record.neighborId, routers[1] ?? null, routers[2] ?? null);
      if (up) record.upSeconds = ageOf(up[1] ?? '');
      if ((up && record.upSeconds === null) || (address && record.address === null)) return false;
      return Boolean(address || area || routers || up) || belowRow.test(bare);
    },
    isWhole: (record) => record.upSeconds !== null,
    isOpen: (record) => {
      if (version === 3 && record.address === null) return true;
      return detailed && record.upSeconds === null;
    },
  });
}

function dotted(area: string): string {
  if (area.includes('.')) return area;
  const number = Number(area);
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

const blank = { process: null, area: null, role: null, upSeconds: null };

function rowOf2(bare: string, vrf: string | null): OspfNeighborRecord | null {
  const match =
    /^(\d{1,3}(?:\.\d{1,3}){3}) +(\S{1,64}) +(\w{4,8}) +(\d{1,3}(?:\.\d{1,3}){3}) +(\d{1,3}) +(\d{1,6})$/.exec(bare);
  const [, address = '', port = '', word = '', neighborId = '', priority = '', dead = ''] = match ?? [];
  const state = ospfState(word);
  if (!isIPv4(address) || !isIPv4(neighborId) || state === null) return null;
  const numbers = { priority: Number(priority), deadSeconds: Number(dead) };
  return { ...blank, version: 2, vrf, neighborId, address, interface: port, state, ...numbers };
}

function rowOf3(bare: string, vrf: string | null): OspfNeighborRecord | null {
  const match = /^(\d{1,3}(?:\.\d{1,3}){3}) +(\S{1,64}) +(\w{4,8}) +(\d{1,3}) +(\d{1,6})$/.exec(bare);
  const [, neighborId = '', port = '', word = '', priority = '', dead = ''] = match ?? [];
  const state = ospfState(word);
  if (!isIPv4(neighborId) || state === null) return null;
  const numbers = { priority: Number(priority), deadSeconds: Number(dead) };
  return { ...blank, version: 3, vrf, neighborId, address: null, interface: port, state, ...numbers };
}
