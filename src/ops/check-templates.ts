import { canonicalJson, eventHash, genesisHash, sha256Hex } from '../domain/chain.ts';
import { postmortem } from '../domain/postmortem.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { htmlExport } from '../exports/html.ts';
import { markdownExport } from '../exports/markdown.ts';
import { UserError } from '../lib/errors.ts';
import { type ExportOptions, readTemplate } from './export-pieces.ts';

/**
 * Fills the operator's templates with an incident of one entry. Throws UserError for one that cannot be read, that is not
 * Liquid or that names what is not there.
 */
export function checkTemplates(templates: ExportOptions['templates']): void {
  const declared = firstEntry();
  const record = postmortem([declared]);
  if (!record) throw new TypeError('an incident of one entry is an incident');
  const nothing = { entries: () => [], answers: () => [], artifacts: () => new Map<string, string>(), marked: [] };
  const source = { record, filter: {}, shown: 1, ...nothing };
  for (const [format, write] of Object.entries({ markdown: markdownExport, html: htmlExport })) {
    const file = templates[format as keyof typeof templates];
    if (file === null) continue;
    try {
      write(source, { zone: 'UTC', template: readTemplate(file), timelineSvg: null });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError('usage', `${file}: ${error.message}`, { cause: error });
    }
  }
}

function firstEntry(): TimelineEvent {
  const at = '2026-01-01T00:00:00.000Z';
  const body = { title: 'a link is down', severity: 'sev3', commander: null } as const;
  const header = {
    incident: 'INC-1',
    seq: 1,
    occurredAt: at,
    recordedAt: at,
    actor: { kind: 'bot', id: 'ringdown' },
    origin: 'terminal',
    type: 'incident.declared',
    version: 1,
    body,
    bodySha256: sha256Hex(canonicalJson(body)),
    prevHash: genesisHash,
  } as const;
  return { ...header, hash: eventHash(genesisHash, header) };
}
