import type { MitigationStory } from '../domain/mitigation-story.ts';
import type { Entry, Evidence, Postmortem } from '../domain/postmortem.ts';
import { htmlStyle } from './html-style.ts';
import type { ExportContext } from './markdown.ts';
import { howItWent, nameOf, stateText, summaryOf, timeSpan } from './summary.ts';
import { secondsText, utcText, zoneClock } from './times.ts';
import { visible } from './visible.ts';

/** The record as one file: no script, nothing fetched, prints well with every raw output open. */
export function htmlExport(record: Postmortem, context: ExportContext): string {
  const { incident } = record;
  const title = text(`${incident.id}: ${incident.title}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${htmlStyle}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p><span class="severity">${text(incident.severity)}</span> ${text(incident.status)}, ${text(timeSpan(record))}</p>
</header>
<main>
${[summary(record), durations(record), impact(record), people(record), timeline(record, context), mitigations(record), evidence(record, context), followUps()].join('\n')}
</main>
</body>
</html>
`;
}

function summary(record: Postmortem): string {
  const items = summaryOf(record).map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`);
  return section('Summary', `<dl class="summary">\n${items.join('\n')}\n</dl>`);
}

function durations({ durations: d }: Postmortem): string {
  const tiles: [string, number | null][] = [
    ['Acknowledged after', d.acknowledgeSeconds],
    ['First fact after', d.firstFactSeconds],
    ['Mitigation proven after', d.mitigateSeconds],
    ['Resolved after', d.resolveSeconds],
  ];
  return section(
    'Durations',
    `<ul class="tiles">${tiles.map(([name, value]) => `<li><span class="quiet">${name}</span><b>${secondsText(value)}</b></li>`).join('')}</ul>`,
  );
}

function impact({ alert, updates }: Postmortem): string {
  const told = updates.map(({ at, by, text: said }) => [fixed(utcText(at)), fixed(by), prose(text(said))]);
  const labels = Object.entries(alert?.labels ?? {}).map(([name, value]) => [fixed(name), prose(text(value))]);
  return section(
    'Impact',
    '<p class="prompt">Who noticed what, from when to when?</p>',
    told.length > 0
      ? `<h3>What people were told</h3>\n${table(['UTC', 'by', 'update'], told)}`
      : '<p>No update was posted during the incident.</p>',
    labels.length > 0 ? `<h3>What the alert named</h3>\n${table(['label', 'value'], labels, { look: 'narrow' })}` : '',
  );
}

function people(record: Postmortem): string {
  if (record.people.length === 0) return section('People and roles', '<p>Nobody took part by name.</p>');
  const rows = record.people.map(({ person, roles, formerRoles, entries }) => [
    fixed(person),
    prose(text([...roles, ...formerRoles.map((role) => `${role} (handed over)`)].join(', ') || 'responder')),
    fixed(String(entries)),
  ]);
  return section('People and roles', table(['person', 'role', 'entries'], rows, { look: 'narrow' }));
}

function timeline({ entries, isFiltered, head }: Postmortem, { zone }: ExportContext): string {
  const zoneText = zone === 'UTC' ? null : zoneClock(zone);
  const rows = entries.map((entry) => [
    fixed(String(entry.seq)),
    fixed(utcText(entry.occurredAt)),
    ...(zoneText ? [fixed(zoneText(entry.occurredAt))] : []),
    fixed(entry.who),
    prose(what(entry)),
  ]);
  const scope = isFiltered
    ? `${entries.length} of the ${head} entries of the record; the others are left out by a filter.`
    : `All ${head} entries of the record.`;
  const columns = ['entry', 'UTC', ...(zoneText ? [zone] : []), 'who', 'what'];
  const marked = new Set(entries.flatMap((entry, index) => (entry.marked ? [index] : [])));
  return section('Timeline', `<p class="quiet">${scope}</p>`, table(columns, rows, { marked }));
}

function what(entry: Entry): string {
  const late =
    utcText(entry.occurredAt) === utcText(entry.recordedAt)
      ? ''
      : ` <span class="quiet">(recorded ${utcText(entry.recordedAt)})</span>`;
  const said = text(entry.sentence);
  const shown =
    entry.correctedBy === null || entry.redacted
      ? said
      : `<s>${said}</s> <span class="quiet">(corrected by entry ${entry.correctedBy})</span>`;
  return `${entry.marked ? '<strong>marked</strong> ' : ''}${shown}${late}`;
}

function mitigations({ mitigations: stories }: Postmortem): string {
  return section('Mitigations', ...(stories.length === 0 ? ['<p>None was proposed.</p>'] : stories.map(mitigation)));
}

function mitigation(story: MitigationStory): string {
  const [before, after] = [stateText(story.before), stateText(story.after)];
  const bullets = (items: readonly string[]) => `<ul>${items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>`;
  return [
    `<h3>${text(nameOf(story))}</h3>`,
    `<p>${text(howItWent(story))} Plan <code>${text(story.planHash.slice(0, 12))}</code>.</p>`,
    table(
      ['', 'before', 'after'],
      [
        [fixed('administrative'), fixed(before.admin), fixed(after.admin)],
        [fixed('operational'), fixed(before.operational), fixed(after.operational)],
      ],
      { look: 'narrow' },
    ),
    story.facts.length > 0 ? `<p class="quiet">Measured</p>${bullets(story.facts)}` : '',
    story.blastRadius.length > 0 ? `<p class="quiet">Said to the approvers</p>${bullets(story.blastRadius)}` : '',
    `<div class="lines"><div><p class="quiet">The approved lines</p>${raw(story.apply.join('\n'))}</div><div><p class="quiet">The way back</p>${raw(story.undo.join('\n'))}</div></div>`,
  ].join('\n');
}

function evidence({ evidence: items }: Postmortem, context: ExportContext): string {
  if (items.length === 0) return section('Evidence', '<p>No device was read.</p>');
  return section('Evidence', ...items.map((item) => evidenceItem(item, context)));
}

function evidenceItem(item: Evidence, { artifacts }: ExportContext): string {
  const outputs = item.commands.map(({ command, rawSha256 }) => {
    const output = rawSha256 === null ? undefined : artifacts.get(rawSha256);
    const hash = rawSha256 === null ? 'nothing came back' : `SHA-256 ${rawSha256}`;
    const missing = rawSha256 === null ? '' : '<p>The text is not in this store any more.</p>';
    return `<p class="quiet"><code>${text(command)}</code> · ${text(hash)}</p>\n${output === undefined ? missing : raw(output)}`;
  });
  const title = `${utcText(item.at).slice(11)} ${item.device} ${item.diagnostic} ${item.arguments}`.trim();
  return `<details>\n<summary>${text(title)} <span class="quiet">· ${text(item.outcome)} · entry ${item.seq}</span><br>${text(item.verdict)}</summary>\n${outputs.join('\n')}\n</details>`;
}

const followUps = (): string =>
  section(
    'Follow-ups',
    '<p class="prompt">What went well, what did not, what contributed? Then what will be done.</p>',
    `<table class="blank"><thead><tr><th scope="col">what</th><th scope="col">who</th><th scope="col">until</th></tr></thead><tbody>${'<tr><td></td><td></td><td></td></tr>'.repeat(3)}</tbody></table>`,
  );

function section(title: string, ...parts: string[]): string {
  return `<section>\n<h2>${title}</h2>\n${parts.filter((part) => part !== '').join('\n')}\n</section>`;
}

/** Rows hold whole cells, made by `fixed` and `prose`. A `stack` puts the cells of a row below each other on a phone. */
function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { look = 'stack', marked = new Set<number>() }: { look?: 'stack' | 'narrow'; marked?: ReadonlySet<number> } = {},
): string {
  const heads = head.map((name) => `<th scope="col">${text(name)}</th>`).join('');
  const body = rows.map((row, index) => `<tr${marked.has(index) ? ' class="marked"' : ''}>${row.join('')}</tr>`);
  return `<div class="scroll"><table class="${look}">\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table></div>`;
}

function fixed(value: string): string {
  return `<td class="fixed">${text(value)}</td>`;
}

function prose(html: string): string {
  return `<td class="text">${html}</td>`;
}

/** A line feed right after <pre> would be dropped by the reader; one more keeps the text's own. */
function raw(value: string): string {
  return `<pre>\n${text(value)}</pre>`;
}

function text(value: string): string {
  return visible(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
