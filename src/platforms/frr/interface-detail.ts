import type { InterfaceDetailRecord, InterfaceRecord } from '../../domain/interface-records.ts';
import type { JsonObject } from '../../lib/safe-json.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankInterfaceDetail } from '../records.ts';
import { countOf, decimalOf } from '../values.ts';
import { frrInterfaceBlocks } from './interface-blocks.ts';
import { frrInterfaceRows } from './interface-json.ts';
import { rejectedByFrr } from './rejected.ts';

/**
 * `show interface X json`. zebra keeps no counters on Linux: errors and octets are null there, BSD prints them; rates it never has.
 * Times of the last change carry no zone, so that they give no age.
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
  return {
    ...blankInterfaceDetail(record),
    carrierTransitions: ups === null || downs === null ? null : ups + downs,
    inErrors: countOf(body['inputErrors']),
    outErrors: countOf(body['outputErrors']),
    crcErrors: countOf(body['inputCrcErrors']),
    // zebra writes the key that way where the kernel is a BSD.
    inDiscards: countOf(body['inputDropped']) ?? countOf(body['inputDropd']),
    outDiscards: countOf(body['outputDroppedPackets']),
    inOctets: decimalOf(body['inputBytes']),
    outOctets: decimalOf(body['outputBytes']),
  };
}
