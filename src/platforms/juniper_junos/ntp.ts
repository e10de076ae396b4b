import type { NtpRecord } from '../../domain/device-records.ts';
import { isJsonObject, type Json } from '../../lib/safe-json.ts';
import { ntpqTable } from '../ntpq-table.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { textLines } from '../text-lines.ts';
import { elements } from './json-answer.ts';
import { rejectedByJunos } from './rejected.ts';

/** The answer is the table of ntpq in every form: in JSON it is one text. */
export const ntp: DiagnosticReader<'ntp'> = {
  commands: () => [{ line: 'show ntp associations no-resolve | no-more' }],
  parse: ([output = '']) =>
    parseForms<NtpRecord>(output, {
      rejected: rejectedByJunos,
      json: (documents) => {
        const text = documents.flatMap(textIn)[0];
        return text === undefined ? null : ntpqTable(textLines(`${text}\n`));
      },
      text: ntpqTable,
    }),
};

function textIn(document: Json): string[] {
  if (!isJsonObject(document)) return [];
  return elements(document, 'output').flatMap(({ data }) => (typeof data === 'string' ? [data] : []));
}
