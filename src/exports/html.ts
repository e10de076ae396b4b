import { type Entry, entryOf } from '../domain/entries.ts';
import { type Evidence, evidenceOf } from '../domain/evidence.ts';
import type { MitigationStory } from '../domain/mitigation-story.ts';
import type { Postmortem } from '../domain/postmortem.ts';
import { htmlStyle } from './html-style.ts';
import type { ExportContext, ExportSource } from './source.ts';
import { howItWent, nameOf, stateText } from './summary.ts';
import { renderTemplate, Section } from './template.ts';
import { lateText, utcDay, utcText, zoneClock } from './times.ts';
import { templateValues } from './values.ts';
import { visible } from './visible.ts';

/** The record as one file, in pieces: no script, nothing fetched, prints well with every raw output open. */
export function htmlExport(source: ExportSource, context: ExportContext): AsyncGenerator<string> {
  const { timelineSvg } = context;
  const values = {
    ...templateValues(source, context),
    style: new Section(() => [htmlStyle]),
    picture: new Section(() => (timelineSvg === null ? [] : [`<figure>${timelineSvg}</figure>`])),
    timeline: new Section(() => timeline(source, context)),
    mitigations: new Section(() => [mitigations(source.record)]),
    evidence: new Section(() => evidence(source)),
    rawOutput: new Section(() => []),
  };
  return renderTemplate(context.template, values, text);
}

/** A table body per day, so that the day need not stand in every row. */
async function* timeline({ record, entries }: ExportSource, { zone }: ExportContext): AsyncGenerator<string> {
  const zoneText = zone === 'UTC' ? null : zoneClock(zone);
  const columns = ['entry', 'UTC', ...(zoneText ? [zone] : []), 'who', 'what'];
  // What is too wide for a phone scrolls by itself, by keyboard too.
  yield `<div class="scroll" role="group" aria-label="The timeline" tabindex="0"><table class="timeline">\n${headRow(columns)}`;
  let day = '';
  for await (const page of entries()) {
    let rows = '';
    for (const event of page) {
      const entry = entryOf(event, record);
      if (!entry.occurredAt.startsWith(day) || day === '') {
        rows += `${day === '' ? '' : '</tbody>\n'}<tbody>\n<tr class="day"><th colspan="${columns.length}" scope="rowgroup">${utcDay(entry.occurredAt)}</th></tr>\n`;
        day = entry.occurredAt.slice(0, 10);
      }
      const zoned = zoneText ? `<td>${zoneText(entry.occurredAt)}</td>` : '';
      rows += `<tr${entry.marked ? ' class="marked"' : ''}><td>${entry.seq}</td><td>${entry.occurredAt.slice(11, 19)}</td>${zoned}<td>${text(entry.who)}</td><td>${what(entry)}</td></tr>\n`;
    }
    yield rows;
  }
  yield `${day === '' ? '' : '</tbody>\n'}</table></div>`;
}

function what(entry: Entry): string {
  const lateAt = lateText(entry);
  const late = lateAt === null ? '' : ` <span class="quiet">(recorded ${lateAt})</span>`;
  const said = text(entry.sentence);
  const shown =
    entry.correctedBy === null || entry.redacted
      ? said
      : `<s>${said}</s> <span class="quiet">(corrected by entry ${entry.correctedBy})</span>`;
  return `${entry.marked ? '<strong>marked</strong> ' : ''}${shown}${late}`;
}

function mitigations({ mitigations: stories }: Postmortem): string {
  return stories.length === 0 ? '<p>None was proposed.</p>' : stories.map(mitigation).join('\n');
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
    ),
    story.facts.length > 0 ? `<p class="quiet">Measured</p>${bullets(story.facts)}` : '',
    story.blastRadius.length > 0 ? `<p class="quiet">Said to the approvers</p>${bullets(story.blastRadius)}` : '',
    `<div class="lines"><div><p class="quiet">The approved lines</p>${raw(story.apply.join('\n'))}</div><div><p class="quiet">The way back</p>${raw(story.undo.join('\n'))}</div></div>`,
  ].join('\n');
}

/** Each answer, its raw output folded. An output that came before is not written again. */
async function* evidence({ answers, artifacts }: ExportSource): AsyncGenerator<string> {
  /** Hash of an output to the entry under which it stands. */
  const written = new Map<string, number>();
  let isEmpty = true;
  for await (const page of answers())
    for (let from = 0; from < page.length; from += answersAtOnce) {
      const items = page.slice(from, from + answersAtOnce).flatMap((event) => evidenceOf(event) ?? []);
      const hashes = items.flatMap(({ commands }) => commands.flatMap(({ rawSha256 }) => rawSha256 ?? []));
      const texts = await artifacts([...new Set(hashes)].filter((sha256) => !written.has(sha256)));
      if (items.length > 0) yield items.map((item) => `${evidenceItem(item, texts, written)}\n`).join('');
      isEmpty &&= items.length === 0;
    }
  if (isEmpty) yield '<p>No device was read.</p>';
}

/** Raw texts of a few answers are in memory at a time. */
const answersAtOnce = 50;

function evidenceItem(item: Evidence, texts: ReadonlyMap<string, string>, written: Map<string, number>): string {
  const outputs = item.commands.map(({ command, rawSha256 }) => {
    const hash = rawSha256 === null ? 'nothing came back' : `SHA-256 ${rawSha256}`;
    const output = rawSha256 === null ? '' : outputOf(item, rawSha256, texts, written);
    return `<p class="quiet"><code>${text(command)}</code> · ${text(hash)}</p>\n${output}`;
  });
  const title = `${utcText(item.at)} ${item.device} ${item.diagnostic} ${item.arguments}`.trim();
  return `<details>\n<summary>${text(title)} <span class="quiet">· ${text(item.outcome)} · entry ${item.seq}</span><br>${text(item.verdict)}</summary>\n${outputs.join('\n')}\n</details>`;
}

function outputOf(
  item: Evidence,
  sha256: string,
  texts: ReadonlyMap<string, string>,
  written: Map<string, number>,
): string {
  const before = written.get(sha256);
  if (before !== undefined) return `<p>The same output as that of entry ${before}.</p>`;
  const output = texts.get(sha256);
  if (output === undefined) return '<p>The text is not in this store any more.</p>';
  written.set(sha256, item.seq);
  return raw(output);
}

/** Rows hold whole cells, made by `fixed`. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const body = rows.map((row) => `<tr>${row.join('')}</tr>\n`);
  return `<table class="narrow">\n${headRow(head)}<tbody>\n${body.join('')}</tbody>\n</table>`;
}

function headRow(names: readonly string[]): string {
  const heads = names.map((name) => (name === '' ? '<td></td>' : `<th scope="col">${text(name)}</th>`));
  return `<thead><tr>${heads.join('')}</tr></thead>\n`;
}

function fixed(value: string): string {
  return `<td class="fixed">${text(value)}</td>`;
}

/** A line feed right after <pre> would be dropped by the reader; one more keeps the text's own. */
function raw(value: string): string {
  return `<pre tabindex="0">\n${text(value)}</pre>`;
}

function text(value: string): string {
  if (needsNothing.test(value)) return value;
  return visible(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Nothing to escape and nothing that could hide. */
const needsNothing = /^[\n\t !#-%(-;=?-~]*$/;
