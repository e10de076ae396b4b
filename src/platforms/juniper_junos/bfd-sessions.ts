import { isIP } from 'node:net';
import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import type { JsonObject } from '../../lib/safe-json.ts';
import { uptimeSeconds } from '../durations.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { countOf } from '../values.ts';
import { ageOf } from './ages.ts';
import { leaf, secondsOf } from './json-answer.ts';
import { junosRows, under } from './json-rows.ts';
import { withPrintedNames } from './printed-names.ts';
import { rejectedByJunos } from './rejected.ts';
import { readTable } from './text-table.ts';

/** Every session of the device: Junos neither names the instance of one nor takes it as a filter. */
export const bfdSessions: DiagnosticReader<'bfd-sessions'> = {
  commands: () => [{ line: 'show bfd session extensive | display json | no-more' }],
  parse: ([output = '']) =>
    parseForms<BfdSessionRecord>(output, {
      rejected: rejectedByJunos,
      json: (documents) =>
        junosRows(documents, {
          answer: 'bfd-session-information',
          items: under('bfd-session'),
          read: inJson,
          key: 'session-neighbor',
        }),
      text: (text) => withPrintedNames(sessionTable(text)),
    }),
};

const states: Record<string, BfdSessionRecord['state']> = {
  up: 'up',
  down: 'down',
  init: 'init',
  admindown: 'admin-down',
  // The first version of the protocol has this word for a session that goes down.
  failing: 'down',
};

/** Why a session went down, in Junos' words for the codes of RFC 5880. */
const diagnostics = new Set(
  'None CtlExpire EchoExpire NbrSignal FwdPlaneReset PathDown ConcatPathDown AdminDown RevConcatPathDown'.split(' '),
);

function diagnosticOf(word: string | null): string | null {
  return diagnostics.has(word ?? '') ? word : null;
}

/** Seconds with three decimals. */
function milliseconds(text: string | null): number | null {
  return text !== null && /^\d{1,6}\.\d{1,3}$/.test(text) ? Math.round(Number(text) * 1_000) : null;
}

function inJson(item: JsonObject): BfdSessionRecord | null {
  const of = (key: string) => leaf(item, key);
  const peer = of('session-neighbor') ?? '';
  const state = states[(of('session-state') ?? '').toLowerCase()];
  const local = of('local-diagnostic');
  if (isIP(peer) === 0 || state === undefined || diagnosticOf(local) !== local) return null;
  const up = secondsOf(item, 'session-up-time') ?? uptimeSeconds(of('session-up-time') ?? '');
  return {
    vrf: null,
    peer: canonicalIp(peer) ?? peer,
    interface: of('session-interface'),
    state,
    diagnosticCode: local,
    transmitMs: milliseconds(of('session-transmission-interval')),
    receiveMs: milliseconds(of('adaptive-reception-interval')),
    multiplier: countOf(of('session-adaptive-multiplier') ?? undefined),
    upSeconds: state === 'up' ? up : null,
  };
}

const rest =
  /^(?:Detect +Transmit|Cumulative transmit rate .*|Client .*|Session (?:type|ID|down).*|Remote state .*|Min async .*|Adaptive .*|Local (?:min|discriminator) .*|Remote (?:min|discriminator|is).*|Echo .*|Multi-hop,? (?:min-recv-TTL \d{1,3}, )?route[ -]table \d{1,7}, local-address [\dA-Fa-f.:]{2,45}|Logical system .*|Authentication .*|.* routing table index .*|Neighbor (?:address|.*)|.*(?:discriminator|[Mm]in(?:imum)? (?:TX|RX)|TX interval|RX interval|multiplier).*|Replicated.*|.*[Nn]eighbor address.*)$/;

/** `show bfd session [detail|extensive]`; without a session, only the counts stand there. */
function sessionTable(text: TextLines): Rows<BfdSessionRecord> | null {
  let detailed = false;
  let told = false;
  /** The longest form has more lines below the state of the other end. */
  let extensive = false;
  let toldAll = false;
  /** From the state to the time of detection: the interface between them may be missing or longer than its column. */
  let gap = 0;
  return readTable<BfdSessionRecord>(text, {
    heading: {
      test: (bare) => {
        const isHeading = /^(?:Address +State +Interface +Time +Interval +Multiplier|0 sessions, 0 clients)$/.test(
          bare,
        );
        if (isHeading) gap = bare.indexOf('Time ') - bare.indexOf('State ');
        return isHeading;
      },
    },
    aside: (bare) => /^[1-9]\d{0,6} sessions, \d{1,7} clients$/.test(bare) || /^Detect +Transmit$/.test(bare),
    row: (bare) => {
      const match =
        /^([0-9A-Fa-f.:]{3,45}) +((Up|Down|Init|AdminDown|Failing) +(?:([a-z]\S{1,63}) +)?)(\d{1,6}\.\d{1,3}) +(\d{1,6}\.\d{1,3}) +(\d{1,3})$/i.exec(
          bare,
        );
      const peer = canonicalIp(match?.[1] ?? '');
      const state = states[(match?.[3] ?? '').toLowerCase()];
      if (!match || peer === null || state === undefined || (match[2] ?? '').length < gap) return null;
      told = false;
      toldAll = false;
      return {
        vrf: null,
        peer,
        interface: match[4] ?? null,
        state,
        diagnosticCode: null,
        transmitMs: milliseconds(match[6] ?? null),
        receiveMs: null,
        multiplier: Number(match[7]),
        upSeconds: null,
      };
    },
    below: (record, bare) => {
      const up = /^Session up time ([\w :]{1,30}?)(?:, previous down time [\w :]{1,30})?$/.exec(bare);
      const local = /^Local diagnostic (\S.{0,60}), remote diagnostic \S.*$/.exec(bare);
      const adaptive = /^Adaptive .{1,40}, RX interval (\d{1,6}\.\d{1,3})$/.exec(bare);
      if (bare.startsWith('Client ')) detailed = true;
      // Of each session this is said once: the second time it is of one whose row is not there.
      const isOfOther = (local && record.diagnosticCode !== null) || (adaptive && record.receiveMs !== null);
      if (isOfOther) return false;
      const seconds = ageOf(up?.[1] ?? '');
      if (up && record.state === 'up') record.upSeconds = seconds;
      if (local) record.diagnosticCode = diagnosticOf(local[1] ?? null);
      if (adaptive) record.receiveMs = milliseconds(adaptive[1] ?? null);
      told ||= bare.startsWith('Remote state ');
      extensive ||= /^(?:Min async|Adaptive) /.test(bare);
      // Nothing that we read stands below the multipliers.
      toldAll ||= bare.startsWith('Local min TX ');
      if (local) return record.diagnosticCode !== null;
      if (/ async /.test(bare) && !/^(?:Min|Adaptive) async /.test(bare)) return false;
      if (bare.startsWith('Session up time')) return seconds !== null;
      if (bare.startsWith('Adaptive ')) return adaptive !== null;
      return rest.test(bare);
    },
    skip: /^Cumulative transmit rate [\d.]+ pps, cumulative receive rate [\d.]+ pps$/,
    wholeTail: /^Cumulative transmit rate [\d.]+ pps, cumulative receive rate [\d.]+ pps$/,
    isWhole: () => toldAll,
    isOpen: () => detailed && !(extensive ? toldAll : told),
  });
}
