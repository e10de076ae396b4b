import { context, header, message, section } from '../blocks.ts';
import { dateIn, escaped, sentence, utcIn } from '../text.ts';
import type { MessageView } from './view.ts';

/** What goes on when somebody else takes over. */
export interface HandoffShown {
  at: string;
  /** Null: everything that is open. */
  incident: string | null;
  /** The emergency stop, while it stands. */
  stop: { by: string; since: string } | null;
  incidents: readonly {
    id: string;
    title: string;
    severity: string;
    status: string;
    commander: string | null;
    declaredAt: string;
    channel: { id: string; name: string } | null;
    nextUpdateAt: string | null;
    isSnoozed: boolean;
    criteria: { holding: number; total: number };
  }[];
  /** Changes in force, which somebody must take back one day. */
  changes: readonly { id: string; incident: string; name: string; device: string; state: string }[];
  /** Changes that nobody has run yet; the approved ones begin by themselves. */
  proposals: readonly {
    id: string;
    incident: string;
    name: string;
    device: string;
    isApproved: boolean;
    requester: string;
    approvals: number;
    quorum: number;
    expiresAt: string;
  }[];
  watches: readonly { incident: string; line: string; endsAt: string }[];
  pages: readonly { text: string; incident: string | null }[];
  /** Reminders that were told to wait. */
  mutes: readonly { incident: string; since: string; until: string }[];
  /** The next change of each rotation. */
  shifts: readonly { rotation: string; at: string; from: string; to: string }[];
}

const perSection = 10;

/** A handover: what is open, what must be undone, what runs by itself, and what comes next. */
export function handoffView(said: string, packet: HandoffShown): MessageView {
  const parts = partsOf(packet, { time: dateIn, channel: ({ id }) => sentence(`<#${id}>`) });
  const plain = partsOf(packet, plainly);
  return message(
    [sentence(said), ...plain.flatMap(({ title, lines }) => [`${title}:`, ...lines])].join('\n').replaceAll('*', ''),
    [
      section(sentence(said)),
      ...parts.flatMap(({ title, lines }) => [
        header(title),
        ...lines.flatMap((_, i) => (i % perSection === 0 ? [section(lines.slice(i, i + perSection).join('\n'))] : [])),
      ]),
      context(`As of ${dateIn(packet.at)}.`),
    ],
  );
}

/** The same as plain text, for the terminal and the record. */
export function handoffText(packet: HandoffShown): string {
  return partsOf(packet, plainly)
    .flatMap(({ title, lines }) => [`${title}:`, ...lines.map((line) => `  ${line}`)])
    .join('\n')
    .replaceAll('*', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** How times and channels are written. */
interface Hand {
  time: (iso: string) => string;
  channel: (channel: { id: string; name: string }) => string;
}

/** Where Slack renders nothing. */
const plainly: Hand = { time: utcIn, channel: ({ name }) => `#${escaped(name)}` };

function partsOf(packet: HandoffShown, { time, channel }: Hand): { title: string; lines: string[] }[] {
  const { incidents, changes, proposals, watches, pages, mutes } = packet;
  const incidentLines = incidents.map((one) => {
    const place = one.channel === null ? '' : ` ${channel(one.channel)}`;
    const led = one.commander === null ? 'nobody commands it' : `commander ${escaped(one.commander)}`;
    const next =
      one.nextUpdateAt === null
        ? 'no update is due'
        : `next update ${time(one.nextUpdateAt)}${one.isSnoozed ? ' (snoozed)' : ''}`;
    const criteria =
      one.criteria.total === 0 ? '' : `; ${one.criteria.holding} of ${one.criteria.total} exit criteria hold`;
    return `*${one.id}* ${one.severity}, ${one.status}, since ${time(one.declaredAt)}${place}: ${escaped(one.title)}; ${led}; ${next}${criteria}`;
  });
  const changeLines = changes.map(
    ({ id, incident, name, device, state }) =>
      `*${escaped(name)}* on ${escaped(device)} (${incident}, ${escaped(state)}): \`/mitigate rollback ${id}\``,
  );
  const proposalLines = proposals.map((one) => {
    const state = one.isApproved
      ? 'approved, about to run'
      : `waits for approval, ${one.approvals} of ${one.quorum}, until ${time(one.expiresAt)}`;
    const show = `\`/mitigate show ${one.id}\``;
    return `*${escaped(one.name)}* on ${escaped(one.device)} (${one.incident}, by ${escaped(one.requester)}): ${state}: ${show}`;
  });
  const muteLines = mutes.map(
    ({ incident, since, until }) =>
      `${incident}: nobody is asked for an update until ${time(until)} (since ${time(since)})`,
  );
  const watchLines = watches.map(
    ({ incident, line, endsAt }) => `${incident}: \`${escaped(line)}\` until ${time(endsAt)}`,
  );
  const pageLines = pages.map(({ text, incident }) => `${incident ?? 'no incident'}: ${escaped(text)}`);
  return [
    ...(packet.stop === null
      ? []
      : [
          {
            title: 'Emergency stop',
            lines: [
              `All mitigations are stopped by ${escaped(packet.stop.by)} since ${time(packet.stop.since)}: \`/inc resume\` allows them again`,
            ],
          },
        ]),
    { title: 'Open incidents', lines: orNone(incidentLines) },
    { title: 'In force, to be undone', lines: orNone(changeLines) },
    { title: 'Proposed or approved, not run yet', lines: orNone(proposalLines) },
    { title: 'Watches', lines: orNone(watchLines) },
    { title: 'Pages nobody has acknowledged', lines: orNone(pageLines) },
    { title: 'Mutes', lines: orNone(muteLines) },
    { title: 'What is next', lines: orNone(nextLines(packet, time)) },
  ];
}

const mostNext = 10;

/** What comes by itself, the soonest first. */
function nextLines({ incidents, proposals, watches, shifts }: HandoffShown, time: Hand['time']): string[] {
  const coming = [
    ...incidents.flatMap(({ id, nextUpdateAt }) =>
      nextUpdateAt === null ? [] : [{ at: nextUpdateAt, what: `${id}: an update is due` }],
    ),
    ...proposals.flatMap(({ incident, name, device, isApproved, expiresAt }) =>
      isApproved
        ? []
        : [{ at: expiresAt, what: `${incident}: ${escaped(name)} on ${escaped(device)} expires without approval` }],
    ),
    ...watches.map(({ incident, line, endsAt }) => ({ at: endsAt, what: `${incident}: \`${escaped(line)}\` ends` })),
    ...shifts.map(({ rotation, at, from, to }) => ({
      at,
      what: `${escaped(to)} comes on call for ${escaped(rotation)}, after ${escaped(from)}`,
    })),
  ];
  return coming
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, mostNext)
    .map(({ at, what }) => `${time(at)} ${what}`);
}

function orNone(lines: string[]): string[] {
  return lines.length === 0 ? ['none'] : lines;
}
