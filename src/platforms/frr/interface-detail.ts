import type { InterfaceDetailRecord, InterfaceRecord } from '../../domain/interface-records.ts';
import type { JsonObject } from '../../lib/safe-json.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankInterfaceDetail } from '../records.ts';
import { countOf } from '../values.ts';
import { frrInterfaceBlocks } from './interface-blocks.ts';
import { frrInterfaceRows } from './interface-json.ts';
import { rejectedByFrr } from './rejected.ts';

/**
 * `show interface X json`. zebra keeps no counters on Linux: errors, rates and octets are null there. Times of the last change carry
 * no zone, so that they give no age.
 */
export const interfaceDetail: DiagnosticReader<'interface-detail'> = {
  commands: (args) => [{ line: `show interface ${args.interface ?? ''} json` }],
  parse: ([output = '']) =>
    parseForms<InterfaceDetailRecord>(output, {
      rejected: rejectedByFrr,
      json: (documents) => frrInterfaceRows(documents, withTransitions),
      text: frrInterfaceBlocks,
    }),
};

function withTransitions(record: InterfaceRecord, body: JsonObject): InterfaceDetailRecord {
  const [ups, downs] = [countOf(body['linkUps']), countOf(body['linkDowns'])];
  return { ...blankInterfaceDetail(record), carrierTransitions: ups === null || downs === null ? null : ups + downs };
}
