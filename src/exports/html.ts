import type { Evidence, MitigationStory, Postmortem } from '../domain/postmortem.ts';
import type { ExportContext } from './markdown.ts';
import { secondsText, utcText, zoneText } from './times.ts';
import { visible } from './visible.ts';

const style = `
:root { color-scheme: light dark; --ink: #1d1c1d; --quiet: #5f5e60; --line: #d9d8da; --paper: #fff; --tint: #f6f5f7; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e9; --quiet: #a9a7ab; --line: #45434a; --paper: #1b1a1e; --tint: #26242a; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 72rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { margin-top: 2.2rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-weight: 600; } td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
pre { background: var(--tint); padding: .75rem; overflow-x: auto; font-size: .82rem; border-radius: 6px; }
details { margin: .4rem 0; } summary { cursor: pointer; } .quiet { color: var(--quiet); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; padding: 0; list-style: none; }
.facts li { background: var(--tint); border-radius: 6px; padding: .6rem .8rem; } .facts b { display: block; font-size: 1.1rem; }
@media print { body { margin: 0; max-width: none; } details > * { display: block; } tr, pre { break-inside: avoid; } }
`;

/** The record as one file: no script, nothing fetched, prints well. */
export function htmlExport(record: Postmortem, context: ExportContext): string {
  const { incident } = record;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(`${incident.id}: ${incident.title}`)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${text(`${incident.id}: ${incident.title}`)}</h1>
${summary(record)}
${facts(record)}
${people(record)}
${timeline(record, context)}
${mitigations(record)}
${evidence(record, context)}
<h2>Follow-ups</h2>
<p class="quiet">What went well, what did not, what contributed; what will be done, by whom, until when.</p>
</main>
</body>
</html>
`;
}

function summary({ incident, alert }: Postmortem): string {
  return [
    `<p>${text(`${incident.severity}, ${incident.status}.`)} ${incident.verdict ? text(incident.verdict) : 'No finding is recorded.'}</p>`,
    incident.lastUpdate ? `<p>Last update by ${text(incident.lastUpdate.by)}: ${text(incident.lastUpdate.text)}</p>` : '',
    alert ? `<p class="quiet">It began with the alert “${text(alert.title)}”.</p>` : '',
  ].join('\n');
}

function facts({ incident, durations: d }: Postmortem): string {
  const items: [string, string][] = [
    ['Declared', `${utcText(incident.declaredAt)} UTC`],
    ['Acknowledged after', secondsText(d.acknowledgeSeconds)],
    ['First fact after', secondsText(d.firstFactSeconds)],
    ['Mitigated after', secondsText(d.mitigateSeconds)],
    ['Resolved after', secondsText(d.resolveSeconds)],
  ];
  return `<ul class="facts">${items.map(([name, value]) => `<li><span class="quiet">${name}</span><b>${text(value)}</b></li>`).join('')}</ul>`;
}

function people(record: Postmortem): string {
  if (record.people.length === 0) return '<h2>People and roles</h2>\n<p>Nobody took part by name.</p>';
  const rows = record.people.map(
    ({ person, roles, entries }) => [text(person), text(roles.join(', ') || 'responder'), String(entries)],
  );
  return `<h2>People and roles</h2>\n${table(['Person', 'Role', 'Entries'], rows)}`;
}

function timeline({ entries }: Postmortem, { zone }: ExportContext): string {
  const rows = entries.map((entry) => [
    text(utcText(entry.occurredAt)),
    text(zoneText(entry.occurredAt, zone)),
    text(entry.who),
    `${entry.marked ? '<strong>marked</strong> ' : ''}${text(entry.sentence)}${entry.correctedBy === null ? '' : ` <span class="quiet">(corrected by entry ${entry.correctedBy})</span>`}`,
    String(entry.seq),
  ]);
  return `<h2>Timeline</h2>\n${table(['UTC', zone, 'Who', 'What', 'Entry'], rows, 2)}`;
}

function mitigations({ mitigations: stories }: Postmortem): string {
  if (stories.length === 0) return '<h2>Mitigations</h2>\n<p>None was proposed.</p>';
  return `<h2>Mitigations</h2>\n${stories.map(mitigation).join('\n')}`;
}

function mitigation(story: MitigationStory): string {
  const state = (observed: MitigationStory['after']) =>
    text(observed ? `${observed.admin ?? 'unknown'} / ${observed.operational ?? 'unknown'}` : 'not read');
  return [
    `<h3>${text(`${story.name} ${story.arguments} on ${story.device}`)}</h3>`,
    `<p>Requested by ${text(story.requestedBy)}, approved by ${text(story.approvedBy.join(', ') || 'nobody')}; plan <code>${text(story.planHash.slice(0, 12))}</code>. Outcome: ${text(story.outcome ?? 'not run')}${story.rolledBack ? ', taken back later' : ''}.</p>`,
    table(['', 'Before', 'After'], [['admin / operational', state(story.before), state(story.after)]]),
    story.facts.length > 0 ? `<ul>${story.facts.map((fact) => `<li>${text(fact)}</li>`).join('')}</ul>` : '',
    `<p>Sent:</p>\n<pre>${text(story.apply.join('\n'))}</pre>`,
    `<p>The way back:</p>\n<pre>${text(story.undo.join('\n'))}</pre>`,
  ].join('\n');
}

function evidence({ evidence: items }: Postmortem, context: ExportContext): string {
  if (items.length === 0) return '<h2>Evidence</h2>\n<p>No device was read.</p>';
  return `<h2>Evidence</h2>\n${items.map((item) => evidenceItem(item, context)).join('\n')}`;
}

function evidenceItem(item: Evidence, { artifacts }: ExportContext): string {
  const raw = item.commands.map(({ command, rawSha256 }) => {
    const output = rawSha256 === null ? undefined : artifacts.get(rawSha256);
    const hash = rawSha256 === null ? 'nothing came back' : `sha256 ${rawSha256.slice(0, 12)}`;
    return `<p class="quiet">${text(command)} (${hash})</p>\n<pre>${text(output ?? 'The text is not in this store.')}</pre>`;
  });
  return `<details><summary>${text(`${utcText(item.at)} ${item.device} ${item.diagnostic} ${item.arguments}`.trim())}: ${text(item.verdict)}</summary>\n${raw.join('\n')}\n</details>`;
}

/** `timeColumns`: that many leading columns do not wrap. */
function table(head: string[], rows: string[][], timeColumns = 0): string {
  const heads = head.map((name) => `<th scope="col">${text(name)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((value, i) => `<td${i < timeColumns ? ' class="time"' : ''}>${value}</td>`).join('')}</tr>`)
    .join('\n');
  return `<table>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

function text(value: string): string {
  return visible(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
