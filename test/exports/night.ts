import { canonicalJson, eventHash, genesisHash, sha256Hex } from '../../src/domain/chain.ts';
import type { Actor, EventBody, EventType, TimelineEvent } from '../../src/domain/timeline.ts';

/** Written by us: what one night on call left on the record, and the raw texts it names. */

const startMs = Date.parse('2026-11-23T02:58:12.480Z');
const person = (id: string): Actor => ({ kind: 'person', id });
const bot: Actor = { kind: 'bot', id: 'ringdown' };

export interface Line {
  /** Seconds after the incident was declared. */
  at: number;
  by: Actor;
  type: EventType;
  body: unknown;
  occurredAt?: number;
}

export function line<T extends EventType>(
  at: number,
  by: Actor | string,
  type: T,
  body: EventBody<T>,
  occurredAt?: number,
): Line {
  return {
    at,
    by: typeof by === 'string' ? person(by) : by,
    type,
    body,
    ...(occurredAt === undefined ? {} : { occurredAt }),
  };
}

/** The lines as a chain that holds. `redacted`: seqs whose body is gone. */
export function chained(lines: readonly Line[], incident = 'INC-1', redacted: readonly number[] = []): TimelineEvent[] {
  let prevHash = genesisHash;
  return lines.map(({ at, by, type, body, occurredAt }, index) => {
    const time = (seconds: number) => new Date(startMs + seconds * 1000).toISOString();
    const header = {
      incident,
      seq: index + 1,
      occurredAt: time(occurredAt ?? at),
      recordedAt: time(at),
      actor: by,
      origin: by.kind === 'person' ? 'slash' : 'clock',
      type,
      version: 1,
      bodySha256: sha256Hex(canonicalJson(body)),
    } as const;
    const hash = eventHash(prevHash, header as unknown as TimelineEvent);
    const event = { ...header, body: redacted.includes(index + 1) ? null : body, prevHash, hash };
    prevHash = hash;
    return event as unknown as TimelineEvent;
  });
}

const raw = {
  counters: `eth1 is up, line protocol is up
  index 3 metric 0 mtu 9000 speed 10000 Mbps
    input packets 884120, bytes 771209833, dropped 0, multicast packets 12
    input errors 4711, length 0, overrun 0, CRC 4711, frame 0
    output packets 901233, bytes 810022110, errors 0, dropped 0
`,
  ping: `PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.

--- 192.0.2.1 ping statistics ---
40 packets transmitted, 35 received, 12.5% packet loss, time 7829ms
rtt min/avg/max/mdev = 0.310/0.422/0.702/0.081 ms
`,
  healed: `PING 198.51.100.9 (198.51.100.9) 56(84) bytes of data.

--- 198.51.100.9 ping statistics ---
40 packets transmitted, 40 received, 0% packet loss, time 7811ms
rtt min/avg/max/mdev = 0.371/0.440/0.611/0.060 ms
`,
};
const hashOf = { counters: sha256Hex(raw.counters), ping: sha256Hex(raw.ping), healed: sha256Hex(raw.healed) };

export const artifacts: ReadonlyMap<string, string> = new Map(
  Object.values(raw).map((text) => [sha256Hex(text), text] as const),
);

function answered(
  what: Pick<EventBody<'diagnostic.answered'>, 'device' | 'diagnostic' | 'arguments' | 'outcome' | 'verdict'>,
  commands: [command: string, rawSha256: string | null][],
): EventBody<'diagnostic.answered'> {
  return {
    run: 'r1',
    playbook: 'interface-errors',
    ...what,
    records: [],
    unparsed: [],
    error: null,
    commands: commands.map(([command, rawSha256]) => ({ command, rawSha256, durationMs: 41 })),
    durationMs: 41,
    truncated: false,
  };
}

const planHash = sha256Hex('the plan');

export const lines: readonly Line[] = [
  line(0, { kind: 'alert', id: 'generic' }, 'incident.declared', {
    title: 'Loss between leaf1 and spine1',
    severity: 'sev2',
    commander: null,
  }),
  line(0, { kind: 'alert', id: 'generic' }, 'alert.received', {
    alert: 'a1',
    source: 'generic',
    fingerprint: 'leaf1-eth1',
    title: 'InterfaceErrors on leaf1 eth1',
    severity: 'sev2',
    labels: { alertname: 'InterfaceErrors', device: 'leaf1', interface: 'eth1', neighborDevice: 'spine1' },
  }),
  line(1, bot, 'page.sent', {
    page: 'p1',
    person: 'ana',
    policy: 'network',
    step: 1,
    text: 'Loss between leaf1 and spine1',
  }),
  line(2, bot, 'diagnostic.asked', {
    run: 'r1',
    device: 'leaf1',
    diagnostic: 'interface-detail',
    arguments: 'eth1',
    playbook: 'interface-errors',
  }),
  line(
    3,
    bot,
    'diagnostic.answered',
    answered(
      {
        device: 'leaf1',
        diagnostic: 'interface-detail',
        arguments: 'eth1',
        outcome: 'ok',
        verdict: 'eth1 is up with 4,711 input errors',
      },
      [['show interface eth1', hashOf.counters]],
    ),
  ),
  line(
    11,
    bot,
    'diagnostic.answered',
    answered(
      {
        device: 'leaf1',
        diagnostic: 'ping',
        arguments: '192.0.2.1',
        outcome: 'ok',
        verdict: '12.5 % of 40 pings were lost',
      },
      [['ping 192.0.2.1 count 40', hashOf.ping]],
    ),
  ),
  line(
    19,
    bot,
    'diagnostic.answered',
    answered(
      {
        device: 'spine2',
        diagnostic: 'interface-detail',
        arguments: 'Ethernet3',
        outcome: 'unreachable',
        verdict: 'no answer from spine2',
      },
      [['show interfaces Ethernet3', null]],
    ),
  ),
  line(20, bot, 'note.added', {
    text: 'Verdict: leaf1 eth1 loses packets towards spine1.\n- 12.5 % of the pings across the link were lost.\n- Input errors rose from 4,702 to 4,711 in 3 s.',
  }),
  line(61, bot, 'page.escalated', {
    page: 'p1',
    policy: 'network',
    step: 2,
    people: ['bo'],
    why: 'nobody acknowledged the step before',
  }),
  line(61, bot, 'page.sent', {
    page: 'p1',
    person: 'bo',
    policy: 'network',
    step: 2,
    text: 'Loss between leaf1 and spine1',
  }),
  line(83, 'bo', 'page.acknowledged', { page: 'p1', person: 'bo' }),
  line(90, 'bo', 'incident.role', { role: 'commander', person: 'bo', previous: null }),
  line(94, 'bo', 'incident.severity', { from: 'sev2', to: 'sev1', why: 'customers of ams1 are hit' }),
  line(120, 'cy', 'note.added', { text: 'saw the first drops on the customer graph' }, -300),
  line(140, 'bo', 'incident.update', {
    text: 'We see loss on one of two uplinks of leaf1 and prepare to take it out.',
    nextUpdateAt: null,
  }),
  line(150, bot, 'mitigation.proposed', {
    mitigation: 'm1',
    name: 'interface-shutdown',
    device: 'leaf1',
    arguments: 'eth1',
    risk: 'high',
    reason: 'leaf1 eth1 loses packets towards spine1',
    planHash,
    apply: ['configure terminal', 'interface eth1', 'shutdown', 'end'],
    undo: ['configure terminal', 'interface eth1', 'no shutdown', 'end'],
    before: { admin: 'up', operational: 'up' },
    blastRadius: [
      'leaf1 keeps 1 other uplink: eth2 to spine2, up, 0 errors.',
      'BGP 192.0.2.1 ends with it; 1 other session stays.',
    ],
    quorum: 2,
    expiresAt: '2026-11-23T03:15:42.480Z',
  }),
  line(171, 'ana', 'mitigation.voted', {
    mitigation: 'm1',
    vote: 'approve',
    planHash,
    why: null,
    approvals: 1,
    quorum: 2,
  }),
  line(180, 'bo', 'mitigation.voted', {
    mitigation: 'm1',
    vote: 'approve',
    planHash,
    why: null,
    approvals: 2,
    quorum: 2,
  }),
  line(181, bot, 'mitigation.claimed', { mitigation: 'm1', planHash, direction: 'apply' }),
  ...['configure terminal', 'interface eth1', 'shutdown', 'end'].map((text, index) =>
    line(182, bot, 'mitigation.line-sent', {
      mitigation: 'm1',
      device: 'leaf1',
      index,
      of: 4,
      line: text,
      direction: 'apply',
    }),
  ),
  line(183, bot, 'mitigation.outcome', {
    mitigation: 'm1',
    outcome: 'applied',
    text: '4 lines accepted by leaf1.',
    direction: 'apply',
  }),
  line(
    194,
    bot,
    'diagnostic.answered',
    answered(
      {
        device: 'leaf1',
        diagnostic: 'ping',
        arguments: '198.51.100.9',
        outcome: 'ok',
        verdict: '40 of 40 pings came back',
      },
      [['ping 198.51.100.9 count 40', hashOf.healed]],
    ),
  ),
  line(195, bot, 'mitigation.verified', {
    mitigation: 'm1',
    after: { admin: 'down', operational: 'down' },
    holds: true,
    facts: ['leaf1: administratively up before, down now', '12.5 % loss before, 0 % after'],
    healed: true,
  }),
  line(240, 'cy', 'note.added', { text: 'optic in leaf1 eth1 was swapped on Friday by field team 7' }),
  line(300, 'cy', 'note.corrected', { supersedes: 27, text: 'the optic was swapped on Saturday, by field team 4' }),
  line(310, 'bo', 'note.added', { text: 'door code 4242' }),
  line(320, 'bo', 'note.redacted', { target: 29 }),
  line(330, 'ana', 'note.marked', { target: 8 }),
  line(1_108, 'bo', 'incident.status', {
    from: 'investigating',
    to: 'resolved',
    text: 'leaf1 runs on its second uplink; the optic is replaced by day.',
  }),
];

export const night = chained(lines, 'INC-1', [29]);
