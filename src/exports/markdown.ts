import type { MitigationStory } from '../domain/mitigation-story.ts';
import type { Entry, Evidence, Postmortem } from '../domain/postmortem.ts';
import { cell, fence, inline, table } from './markdown-text.ts';
import { howItWent, nameOf, stateText, summaryOf, timeSpan } from './summary.ts';
import { secondsText, utcText, zoneClock } from './times.ts';

export interface ExportContext {
  /** IANA zone for the second column of times. */
  zone: string;
  /** Raw text by its hash; what is missing is said. */
  artifacts: ReadonlyMap<string, string>;
}

/** The record as the beginning of a postmortem. Foreign text is escaped; raw output stands in fences it cannot close. */
export function markdownExport(record: Postmortem, context: ExportContext): string {
  const sections = [
    heading(record),
    summary(record),
    impact(record),
    people(record),
    durations(record),
    timeline(record, context),
    mitigations(record),
    evidence(record),
    followUps,
    rawOutput(record, context),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function heading(record: Postmortem): string {
  const { incident } = record;
  return `# ${incident.id}: ${inline(incident.title)}\n\n**${incident.severity}**, ${incident.status}, ${timeSpan(record)}`;
}

function summary(record: Postmortem): string {
  const lines = summaryOf(record).map(([name, text]) => `- **${name}:** ${inline(text)}`);
  return `## Summary\n\n${lines.join('\n')}`;
}

function impact({ alert, updates }: Postmortem): string {
  const told = updates.map(({ at, by, text }) => `- ${utcText(at)} UTC, ${inline(by)}: ${inline(text)}`);
  const labels = Object.entries(alert?.labels ?? {}).map(([name, value]) => [cell(name), cell(value)]);
  return [
    '## Impact',
    '_Who noticed what, from when to when?_',
    ...(told.length > 0 ? ['What people were told:', told.join('\n')] : ['No update was posted during the incident.']),
    ...(labels.length > 0 ? ['What the alert named:', table(['label', 'value'], labels)] : []),
  ].join('\n\n');
}

function people(record: Postmortem): string {
  if (record.people.length === 0) return '## People and roles\n\nNobody took part by name.';
  const rows = record.people.map(({ person, roles, formerRoles, entries }) => [
    cell(person),
    cell([...roles, ...formerRoles.map((role) => `${role} (handed over)`)].join(', ') || 'responder'),
    String(entries),
  ]);
  return `## People and roles\n\n${table(['person', 'role', 'entries'], rows)}`;
}

function durations({ durations: d }: Postmortem): string {
  const rows = [
    ['a page was acknowledged', secondsText(d.acknowledgeSeconds)],
    ['the first fact from a device', secondsText(d.firstFactSeconds)],
    ['a mitigation was proven', secondsText(d.mitigateSeconds)],
    ['it was resolved', secondsText(d.resolveSeconds)],
  ];
  return `## Durations\n\n${table(['from declared until', 'took'], rows)}`;
}

function timeline({ entries, isFiltered, head }: Postmortem, { zone }: ExportContext): string {
  const zoneText = zone === 'UTC' ? null : zoneClock(zone);
  const rows = entries.map((entry) => [
    String(entry.seq),
    utcText(entry.occurredAt),
    ...(zoneText ? [zoneText(entry.occurredAt)] : []),
    cell(entry.who),
    what(entry),
  ]);
  const scope = isFiltered
    ? `${entries.length} of the ${head} entries of the record; the others are left out by a filter.`
    : `All ${head} entries of the record.`;
  const columns = ['entry', 'UTC', ...(zoneText ? [cell(zone)] : []), 'who', 'what'];
  return ['## Timeline', scope, ...(rows.length > 0 ? [table(columns, rows)] : [])].join('\n\n');
}

function what(entry: Entry): string {
  const late =
    utcText(entry.occurredAt) === utcText(entry.recordedAt) ? '' : ` (recorded ${utcText(entry.recordedAt)})`;
  const said = cell(entry.sentence);
  const shown =
    entry.correctedBy === null || entry.redacted
      ? said
      : `~~${said.replaceAll('<br>', '~~<br>~~')}~~ (corrected by entry ${entry.correctedBy})`;
  return `${entry.marked ? '**marked** ' : ''}${shown}${late}`;
}

function mitigations({ mitigations: stories }: Postmortem): string {
  if (stories.length === 0) return '## Mitigations\n\nNone was proposed.';
  return ['## Mitigations', ...stories.map(mitigation)].join('\n\n');
}

function mitigation(story: MitigationStory): string {
  const [before, after] = [stateText(story.before), stateText(story.after)];
  const bullets = (items: readonly string[]) => items.map((item) => `- ${inline(item)}`).join('\n');
  return [
    `### ${inline(nameOf(story))}`,
    `${inline(howItWent(story))} Plan \`${short(story.planHash)}\`.`,
    table(
      ['', 'before', 'after'],
      [
        ['administrative', cell(before.admin), cell(after.admin)],
        ['operational', cell(before.operational), cell(after.operational)],
      ],
    ),
    ...(story.facts.length > 0 ? ['Measured:', bullets(story.facts)] : []),
    ...(story.blastRadius.length > 0 ? ['Said to the approvers:', bullets(story.blastRadius)] : []),
    'The approved lines:',
    fence(story.apply.join('\n')),
    'The way back:',
    fence(story.undo.join('\n')),
  ].join('\n\n');
}

function evidence({ evidence: items }: Postmortem): string {
  if (items.length === 0) return '## Evidence\n\nNo device was read.';
  const rows = items.map((item) => [
    String(item.seq),
    utcText(item.at),
    cell(item.device),
    cell(`${item.diagnostic} ${item.arguments}`),
    item.outcome,
    cell(item.verdict),
    item.commands
      .flatMap(({ rawSha256 }) => (rawSha256 === null ? [] : [`[${short(rawSha256)}](#${short(rawSha256)})`]))
      .join(' ') || 'none',
  ]);
  return `## Evidence\n\n${table(['entry', 'UTC', 'device', 'diagnostic', 'outcome', 'finding', 'raw output'], rows)}`;
}

const followUps = `## Follow-ups

_What went well, what did not, what contributed? Then what will be done, by whom, until when._

- [ ] 
- [ ] 
- [ ] `;

/** Every raw text once, under its hash, in the order in which it was first read. */
function rawOutput({ evidence: items }: Postmortem, { artifacts }: ExportContext): string {
  const blocks = new Map<string, string>();
  for (const item of items)
    for (const { command, rawSha256 } of item.commands)
      if (rawSha256 !== null && !blocks.has(rawSha256))
        blocks.set(rawSha256, rawBlock(item, command, rawSha256, artifacts));
  return blocks.size === 0 ? '' : ['## Raw output', ...blocks.values()].join('\n\n');
}

function rawBlock(item: Evidence, command: string, sha256: string, artifacts: ReadonlyMap<string, string>): string {
  const text = artifacts.get(sha256);
  return [
    `### ${short(sha256)}`,
    `${inline(item.device)}: ${inline(command)} (entry ${item.seq}, SHA-256 \`${hex(sha256)}\`)`,
    text === undefined ? 'The text is not in this store any more.' : fence(text),
  ].join('\n\n');
}

function short(sha256: string): string {
  return hex(sha256).slice(0, 12);
}

/** A hash stands inside markup, so nothing but its digits may. */
function hex(text: string): string {
  return text.replace(/[^0-9a-f]/g, '');
}
