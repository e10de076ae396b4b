import { type ExportFormat, type ExportOptions, exportPieces } from '../../src/ops/export-pieces.ts';
import type { Reader } from '../../src/store/database.ts';

/** The whole of pieces that were meant to be written one after the other. */
export async function textOf(pieces: Iterable<string> | AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** One export as one text, with our own templates. */
export async function exportText(
  db: Reader,
  incident: string,
  format: ExportFormat,
  options: Omit<ExportOptions, 'templates'> = { zone: 'UTC' },
): Promise<string> {
  const { pieces } = await exportPieces(db, incident, format, {
    templates: { markdown: null, html: null },
    ...options,
  });
  return textOf(pieces);
}
