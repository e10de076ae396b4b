import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { ageOfEpoch, amountOf, countOf, textOf } from '../values.ts';
import { blankSession, eosBfdState } from './bfd-words.ts';
import { eosPrintedInterface } from './interface-names.ts';
import { eosVrfs, objectOf } from './json-answer.ts';

/**
 * `vrfs.V.ipv4Neighbors.P.peerStats.I`, and the `ipv6Neighbors` beside them; older releases put `peers.I.types.T` around
 * the statistics. Null for another document.
 */
export function eosBfdSessions(documents: Json[], nowMs: number | null): Rows<BfdSessionRecord> | null {
  return eosVrfs(documents, ({ name, body }, rows: Rows<BfdSessionRecord>) => {
    const lists = [body['ipv4Neighbors'], body['ipv6Neighbors']].filter((list) => list !== undefined);
    if (lists.length === 0 || !lists.every(isJsonObject)) return false;
    for (const [peer, neighbor] of lists.flatMap((list) => Object.entries(objectOf(list)))) {
      const found = isJsonObject(neighbor) ? statsOf(neighbor) : [];
      if (found.length === 0) rows.unparsed.push(`${peer} in VRF ${name}`);
      for (const { port, stats } of found) {
        const record = inJson(name, peer, port, stats, nowMs);
        if (record) rows.records.push(record);
        else rows.unparsed.push(`${peer} in VRF ${name}: ${textOf(stats['status'])}`);
      }
    }
    return true;
  });
}

interface Stats {
  port: string;
  stats: JsonObject;
}

function statsOf({ peerStats, peers }: JsonObject): Stats[] {
  if (isJsonObject(peerStats))
    return Object.entries(peerStats).map(([port, stats]) => ({ port, stats: objectOf(stats) }));
  return Object.entries(objectOf(peers)).flatMap(([port, peer]) =>
    Object.values(objectOf(objectOf(peer)['types'])).flatMap((type) =>
      // Several hops away a session has the address it comes from in this place.
      Object.values(objectOf(objectOf(type)['peerStats'])).map((stats) => ({ port, stats: objectOf(stats) })),
    ),
  );
}

function inJson(
  vrf: string,
  address: string,
  port: string,
  stats: JsonObject,
  nowMs: number | null,
): BfdSessionRecord | null {
  const peer = canonicalIp(address);
  const state = eosBfdState(textOf(stats['status']) ?? '');
  if (peer === null || state === null) return null;
  const details = objectOf(stats['peerStatsDetail']);
  return {
    ...blankSession(vrf, peer, state),
    interface: eosPrintedInterface(textOf(stats['l3intf']) ?? port),
    diagnosticCode: textOf(stats['lastDiag']),
    transmitMs: millisecondsOf(details['operTxInterval']),
    receiveMs: millisecondsOf(details['operRxInterval']),
    multiplier: countOf(details['detectMult']),
    upSeconds: state === 'up' ? ageOfEpoch(stats['lastUp'], nowMs) : null,
  };
}

/** Intervals are printed in microseconds. */
function millisecondsOf(value: Json | undefined): number | null {
  const microseconds = amountOf(value);
  return microseconds === null ? null : microseconds / 1000;
}
