import type { MplsLspRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { frrMplsTable } from './mpls-json.ts';
import { frrMplsText } from './mpls-table.ts';
import { rejectedByFrr } from './rejected.ts';

/**
 * `show mpls table json`: one record per incoming label and way out. zebra knows the labels of a path, not its ends, so
 * that the name is the incoming label and the ends are null.
 */
export const mplsLsps: DiagnosticReader<'mpls-lsps'> = {
  commands: () => [{ line: 'show mpls table json' }],
  parse: ([output = '']) =>
    parseForms<MplsLspRecord>(output, {
      rejected: rejectedByFrr,
      json: frrMplsTable,
      text: frrMplsText,
    }),
};
