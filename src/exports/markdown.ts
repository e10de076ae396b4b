import type { Evidence, MitigationStory, Postmortem } from '../domain/postmortem.ts';
import { secondsText, utcText, zoneText } from './times.ts';
import { visible } from './visible.ts';

export interface ExportContext {
  /** IANA zone for the second column of times. */
  zone: string;
  /** Raw text by its hash; what is missing is said. */
  artifacts: ReadonlyMap<string, string>;
}

/** The record as the beginning of a postmortem. Foreign text is escaped; raw output stands in fences it cannot close. */
export function markdownExport(record: Postmortem, context: ExportContext): string {
  return [
    heading(record),
    summary(record),
    impact(record),
    people(record),
    durations(record, context),
    timeline(record, context),
    mitigations(record),
    evidence(record, context),
    followUps,
  ].join('\n\n');
}

function heading({ incident }: Postmortem): string {
  return `# ${incident.id}: ${inline(incident.title)}`;
}

function summary({ incident, alert, mitigations, head }: Postmortem): string {
  const healed = mitigations.find((story) => story.healed === true);
  const lines = [
    `${incident.severity}, ${incident.status}. Declared ${utcText(incident.declaredAt)} UTC${incident.resolvedAt ? `, resolved ${utcText(incident.resolvedAt)} UTC` : ', still open'}.`,
    incident.verdict ? `Finding: ${inline(incident.verdict)}` : 'Finding: none recorded.',
    healed
      ? `Mitigated by ${inline(`${healed.name} ${healed.arguments}`)} on ${inline(healed.device)}, healed by the same measurements.`
      : mitigations.some((story) => story.holds)
        ? 'A mitigation holds; that it healed was not shown.'
        : 'No mitigation was applied.',
    alert ? `It began with the alert "${inline(alert.title)}".` : 'It was declared by hand.',
    `This export covers entries 1 to ${head} of the record.`,
  ];
  return `## Summary\n\n${lines.join('\n')}`;
}

function impact({ incident, alert }: Postmortem): string {
  const labels = alert ? Object.entries(alert.labels).map(([key, value]) => `- ${inline(key)}: ${inline(value)}`) : [];
  return [
    '## Impact',
    '',
    incident.lastUpdate
      ? `Last update (${utcText(incident.lastUpdate.at)} UTC, ${inline(incident.lastUpdate.by)}): ${inline(incident.lastUpdate.text)}`
      : 'No update was posted during the incident. Describe who noticed what.',
    ...(labels.length > 0 ? ['', 'Named by the alert:', '', ...labels] : []),
  ].join('\n');
}

function people(record: Postmortem): string {
  const rows = record.people.map(
    ({ person, roles, entries }) => `| ${cell(person)} | ${cell(roles.join(', ') || 'responder')} | ${entries} |`,
  );
  if (rows.length === 0) return '## People and roles\n\nNobody took part by name.';
  return ['## People and roles', '', '| person | role | entries |', '|---|---|---|', ...rows].join('\n');
}

function durations({ durations: d }: Postmortem, { zone }: ExportContext): string {
  return [
    '## Durations',
    '',
    '| from declared to | took |',
    '|---|---|',
    `| acknowledged | ${secondsText(d.acknowledgeSeconds)} |`,
    `| first fact from a device | ${secondsText(d.firstFactSeconds)} |`,
    `| mitigation proved | ${secondsText(d.mitigateSeconds)} |`,
    `| resolved | ${secondsText(d.resolveSeconds)} |`,
    '',
    `Times below are UTC, then ${zone}.`,
  ].join('\n');
}

function timeline({ entries }: Postmortem, { zone }: ExportContext): string {
  const rows = entries.map((entry) => {
    const late = entry.occurredAt.slice(0, 19) === entry.recordedAt.slice(0, 19) ? '' : ` (recorded ${utcText(entry.recordedAt)})`;
    const corrected = entry.correctedBy === null ? '' : ` (corrected by entry ${entry.correctedBy})`;
    return `| ${utcText(entry.occurredAt)} | ${zoneText(entry.occurredAt, zone)} | ${cell(entry.who)} | ${entry.marked ? '**marked** ' : ''}${cell(entry.sentence)}${corrected}${late} | ${entry.seq} |`;
  });
  return ['## Timeline', '', `| UTC | ${cell(zone)} | who | what | entry |`, '|---|---|---|---|---|', ...rows].join('\n');
}

function mitigations({ mitigations: stories }: Postmortem): string {
  if (stories.length === 0) return '## Mitigations\n\nNone was proposed.';
  return ['## Mitigations', ...stories.map(mitigation)].join('\n\n');
}

function mitigation(story: MitigationStory): string {
  const state = (observed: MitigationStory['after']) =>
    observed ? `${observed.admin ?? 'unknown'} / ${observed.operational ?? 'unknown'}` : 'not read';
  return [
    `### ${inline(`${story.name} ${story.arguments}`)} on ${inline(story.device)}`,
    `Requested by ${inline(story.requestedBy)}, approved by ${story.approvedBy.map(inline).join(', ') || 'nobody'}; plan ${story.planHash.slice(0, 12)}. Outcome: ${story.outcome ?? 'not run'}${story.rolledBack ? ', taken back later' : ''}.`,
    ['| | before | after |', '|---|---|---|', `| admin / operational | ${cell(state(story.before))} | ${cell(state(story.after))} |`].join('\n'),
    ...(story.facts.length > 0 ? [story.facts.map((fact) => `- ${inline(fact)}`).join('\n')] : []),
    `Sent:\n\n${fence(story.apply.join('\n'))}`,
    `The way back:\n\n${fence(story.undo.join('\n'))}`,
  ].join('\n\n');
}

function evidence({ evidence: items }: Postmortem, context: ExportContext): string {
  if (items.length === 0) return '## Evidence\n\nNo device was read.';
  const rows = items.map(
    (item) =>
      `| ${item.seq} | ${utcText(item.at)} | ${cell(item.device)} | ${cell(`${item.diagnostic} ${item.arguments}`.trim())} | ${item.outcome} | ${cell(item.verdict)} |`,
  );
  return [
    '## Evidence',
    ['| entry | UTC | device | diagnostic | outcome | finding |', '|---|---|---|---|---|---|', ...rows].join('\n'),
    '### Raw output',
    ...rawOutputs(items, context),
  ].join('\n\n');
}

/** Every raw text once, under its hash, in the order it was first read. */
function rawOutputs(items: readonly Evidence[], { artifacts }: ExportContext): string[] {
  const seen = new Set<string>();
  return items.flatMap((item) =>
    item.commands.flatMap(({ command, rawSha256 }) => {
      if (rawSha256 === null || seen.has(rawSha256)) return [];
      seen.add(rawSha256);
      const text = artifacts.get(rawSha256);
      const title = `${inline(item.device)}: ${inline(command)} (sha256 ${rawSha256.slice(0, 12)}, entry ${item.seq})`;
      return [`${title}\n\n${text === undefined ? 'The text is not in this store any more.' : fence(text)}`];
    }),
  );
}

const followUps = `## Follow-ups

What went well, what did not, and what contributed; then what will be done, by whom, until when.

- [ ] 
`;

/** A fence longer than any run of backticks in the text, so that the text cannot end it. */
function fence(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}\n${visible(text).replace(/\n+$/, '')}\n${ticks}`;
}

/** Foreign text inside a sentence: one line, no markup, no HTML, no link. */
function inline(text: string): string {
  return visible(text)
    .replace(/\s*\n\s*/g, ' / ')
    .replace(/[\\`*_[\]<>|~#]/g, (character) => `\\${character}`)
    .replace(/&/g, '&amp;')
    .replace(/(https?):\/\//gi, '$1:&#47;&#47;');
}

function cell(text: string): string {
  return inline(text) || ' ';
}
