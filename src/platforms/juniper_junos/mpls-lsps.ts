import { isIP } from 'node:net';
import type { MplsLspRecord } from '../../domain/routing-records.ts';
import type { JsonObject } from '../../lib/safe-json.ts';
import { hasDamagedLabel } from '../damaged-label.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { elements, leaf } from './json-answer.ts';
import { junosRows } from './json-rows.ts';
import { rejectedByJunos } from './rejected.ts';

/** Paths that RSVP set up, of which this device is the beginning, the end, or on the way. */
export const mplsLsps: DiagnosticReader<'mpls-lsps'> = {
  commands: () => [{ line: 'show mpls lsp | display json | no-more' }],
  parse: ([output = '']) =>
    parseForms<MplsLspRecord>(output, {
      rejected: rejectedByJunos,
      json: (documents) =>
        junosRows(documents, { answer: 'mpls-lsp-information', items: sessions, read: inJson, key: 'name' }),
      text: lspText,
    }),
};

/** The ingress ones stand one element deeper. */
function sessions(answer: JsonObject): JsonObject[] {
  return elements(answer, 'rsvp-session-data').flatMap((data) =>
    elements(data, 'rsvp-session').flatMap((session) => {
      const ingress = elements(session, 'mpls-lsp');
      return ingress.length > 0 ? ingress : [session];
    }),
  );
}

function inJson(item: JsonObject): MplsLspRecord | null {
  return lsp(
    leaf(item, 'name'),
    leaf(item, 'source-address'),
    leaf(item, 'destination-address'),
    leaf(item, 'lsp-state'),
  );
}

const states: Record<string, MplsLspRecord['state']> = {
  up: 'up',
  dn: 'down',
  down: 'down',
  admindn: 'admin-down',
  admindown: 'admin-down',
};

function lsp(name: string | null, from: string | null, to: string | null, word: string | null): MplsLspRecord | null {
  const state = states[(word ?? '').toLowerCase()];
  if (state === undefined || to === null || isIP(to) === 0) return null;
  // Of a path that is down, Junos prints 0.0.0.0 as its beginning.
  const begin = from === null || from === '0.0.0.0' || isIP(from) === 0 ? null : from;
  return { name, type: 'rsvp', from: begin, to, state, upSeconds: null };
}

interface Path {
  to: string;
  from: string | null;
  state: string | null;
  name: string | null;
}

const address = String.raw`(\d{1,3}(?:\.\d{1,3}){3})`;
const ingressRow = new RegExp(
  `^${address} +${address} +(Up|Dn|Down|AdminDn) +\\d{1,6} +(?:\\* +)?(?:(\\S{1,64}) +)?(\\S{1,64})$`,
);
const otherRow = new RegExp(
  `^${address} +${address} +(Up|Dn|Down|AdminDn) +\\d{1,6} +\\d{1,3} +[A-Z]{2} +(?:\\d{1,7}|-) +(?:\\d{1,7}|-) +(\\S{1,64})$`,
);
const labels = new Set(['From', 'LSPstate', 'State', 'LSPname']);
const section = /^(?:Ingress|Egress|Transit) LSP: \d{1,7} sessions(?:, .{1,80})?$/;
const total = /^Total \d{1,7} displayed, Up \d{1,7}, Down \d{1,7}$/;

/** `show mpls lsp` in text, as tables or with a block per path; whole when the totals stand at the end. */
function lspText(output: TextLines): Rows<MplsLspRecord> | null {
  const text = withWholeTail(output, total);
  const rows: Rows<MplsLspRecord> = { records: [], unparsed: [] };
  let block: Path | null = null;
  // An address alone on its line opens a path when the next line says where it comes from; else it is the rest of a route.
  let awaited: string | null = null;
  let headed = false;
  let ended = false;
  const close = () => {
    if (block) {
      const record = lsp(block.name, block.from, block.to, block.state);
      if (record) rows.records.push(record);
      else rows.unparsed.push(`path to ${block.to}`);
    }
    block = null;
  };
  for (const line of text.lines) {
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line) || isNoise(line)) continue;
    const bare = line.trim();
    // Outside of a block there are no routes whose rest it could be.
    if (awaited !== null && block === null && !bare.startsWith('From: ')) rows.unparsed.push(awaited);
    if (section.test(bare) || total.test(bare)) {
      close();
      headed = true;
      ended = total.test(bare);
      continue;
    }
    if (!headed) return null;
    if (/^To +From +State +Rt +(?:P +ActivePath|Style +Labelin +Labelout) +LSPname$/.test(bare)) continue;
    if (awaited !== null && bare.startsWith('From: ')) {
      close();
      block = { to: awaited, from: null, state: null, name: null };
    }
    awaited = /^[\d.]{7,15}$/.test(bare) && isIP(bare) !== 0 ? bare : null;
    if (awaited !== null) continue;
    const row = otherRow.exec(bare) ?? ingressRow.exec(bare);
    if (row) {
      const record = lsp(row.at(-1) ?? null, row[2] ?? null, row[1] ?? null, row[3] ?? null);
      if (record) rows.records.push(record);
      else rows.unparsed.push(line);
      continue;
    }
    const from: RegExpExecArray | null =
      /^From: ([\d.]{7,15}), (?:LSPstate|State): (\w{2,9}), ActiveRoute: \d{1,6}(?:, LSPname: (\S{1,64}?))?(?:, LSPid: \d{1,9})?$/.exec(
        bare,
      );
    const name: RegExpExecArray | null = /^LSPname: (\S{1,64}?)(?:,.*)?$/.exec(bare);
    const open: Path | null = block;
    if (from && open) [open.from, open.state, open.name] = [from[1] ?? null, from[2] ?? null, from[3] ?? open.name];
    else if (name && open) open.name = name[1] ?? null;
    else if (!open || /^(?:From|LSPname):/.test(bare) || hasDamagedLabel(bare, labels)) rows.unparsed.push(line);
  }
  if (!headed) return null;
  if (awaited !== null && block === null) rows.unparsed.push(awaited);
  if (ended) return withCut(rows, text);
  return { ...rows, incomplete: 'the total is missing: the answer was cut off' };
}
