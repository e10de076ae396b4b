import { type Entry, entryOf } from '../domain/entries.ts';
import { type Evidence, evidenceOf } from '../domain/evidence.ts';
import type { MitigationStory } from '../domain/mitigation-story.ts';
import type { Postmortem } from '../domain/postmortem.ts';
import { cell, fence, inline, table, tableHead, tableRow } from './markdown-text.ts';
import type { ExportContext, ExportSource } from './source.ts';
import { howItWent, nameOf, stateText } from './summary.ts';
import { renderTemplate, Section } from './template.ts';
import { lateText, utcText, zoneClock } from './times.ts';
import { templateValues } from './values.ts';

/**
 * The record as the beginning of a postmortem, in pieces. Foreign text is escaped; raw output stands in fences it cannot
 * close. Markdown has no place for a picture: `{{ picture }}` is empty.
 */
export function markdownExport(source: ExportSource, context: ExportContext): AsyncGenerator<string> {
  const values = {
    ...templateValues(source, context),
    timeline: new Section(() => timeline(source, context)),
    mitigations: new Section(() => [mitigations(source.record)]),
    evidence: new Section(() => evidence(source)),
    rawOutput: new Section(() => rawOutput(source)),
    picture: new Section(() => []),
  };
  return renderTemplate(context.template, values, inline);
}

async function* timeline({ record, entries }: ExportSource, { zone }: ExportContext): AsyncGenerator<string> {
  const zoneText = zone === 'UTC' ? null : zoneClock(zone);
  yield tableHead(['entry', 'UTC', ...(zoneText ? [cell(zone)] : []), 'who', 'what']);
  for await (const page of entries()) {
    let text = '';
    for (const event of page) {
      const entry = entryOf(event, record);
      const zoned = zoneText ? ` ${zoneText(entry.occurredAt)} |` : '';
      text += `\n| ${entry.seq} | ${utcText(entry.occurredAt)} |${zoned} ${cell(entry.who)} | ${what(entry)} |`;
    }
    yield text;
  }
}

function what(entry: Entry): string {
  const lateAt = lateText(entry);
  const late = lateAt === null ? '' : ` (recorded ${lateAt})`;
  const said = cell(entry.sentence);
  const shown =
    entry.correctedBy === null || entry.redacted
      ? said
      : `~~${said.replaceAll('<br>', '~~<br>~~')}~~ (corrected by entry ${entry.correctedBy})`;
  return `${entry.marked ? '**marked** ' : ''}${shown}${late}`;
}

function mitigations({ mitigations: stories }: Postmortem): string {
  if (stories.length === 0) return 'None was proposed.';
  return stories.map(mitigation).join('\n\n');
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

async function* evidence({ answers }: ExportSource): AsyncGenerator<string> {
  let isEmpty = true;
  for await (const page of answers()) {
    const items = page.flatMap((event) => evidenceOf(event) ?? []);
    if (items.length === 0) continue;
    if (isEmpty) yield tableHead(['entry', 'UTC', 'device', 'diagnostic', 'outcome', 'finding', 'raw output']);
    isEmpty = false;
    yield items.map((item) => `\n${evidenceRow(item)}`).join('');
  }
  if (isEmpty) yield 'No device was read.';
}

function evidenceRow(item: Evidence): string {
  return tableRow([
    String(item.seq),
    utcText(item.at),
    cell(item.device),
    cell(`${item.diagnostic} ${item.arguments}`.trimEnd()),
    item.outcome,
    cell(item.verdict),
    item.commands
      .flatMap(({ rawSha256 }) => (rawSha256 === null ? [] : [`[${short(rawSha256)}](#${short(rawSha256)})`]))
      .join(' ') || 'none',
  ]);
}

/** Every raw text once, under its hash, in the order in which it was first read. */
async function* rawOutput({ answers, artifacts }: ExportSource): AsyncGenerator<string> {
  const written = new Set<string>();
  for await (const page of answers())
    for (let from = 0; from < page.length; from += answersAtOnce) {
      const fresh: { item: Evidence; command: string; sha256: string }[] = [];
      for (const item of page.slice(from, from + answersAtOnce).flatMap((event) => evidenceOf(event) ?? []))
        for (const { command, rawSha256: sha256 } of item.commands) {
          if (sha256 === null || written.has(sha256)) continue;
          fresh.push({ item, command, sha256 });
          written.add(sha256);
        }
      const texts = await artifacts(fresh.map(({ sha256 }) => sha256));
      const blocks = fresh.map(({ item, command, sha256 }) => rawBlock(item, command, sha256, texts.get(sha256)));
      if (blocks.length > 0) yield `${blocks.join('\n\n')}\n\n`;
    }
  if (written.size === 0) yield 'None.\n';
}

/** Raw texts of a few answers are in memory at a time. */
const answersAtOnce = 50;

function rawBlock(item: Evidence, command: string, sha256: string, text: string | undefined): string {
  return [
    `### ${short(sha256)}`,
    `${inline(item.device)}: ${inline(command)} (entry ${item.seq}, SHA-256 \`${hex(sha256)}\`)`,
    text === undefined ? 'The text is not in this store any more.' : fence(text),
  ].join('\n\n');
}

function short(sha256: string): string {
  return hex(sha256.slice(0, 12));
}

/** A hash stands inside markup, so nothing but its digits may. */
function hex(text: string): string {
  return /^[0-9a-f]*$/.test(text) ? text : text.replace(/[^0-9a-f]/g, '');
}
