import type { DiagnosticName, ShownResult } from '../../domain/diagnostics.ts';
import type { EventBody } from '../../domain/timeline.ts';

/** An answered entry as the views show it. Its diagnostic is one of the catalogue, see `shapeFault`. */
export function resultOf(body: EventBody<'diagnostic.answered'>): ShownResult {
  const { device, outcome, unparsed, error, truncated } = body;
  const records = body.records as unknown as ShownResult['records'];
  return { device, diagnostic: body.diagnostic as DiagnosticName, outcome, records, unparsed, error, truncated };
}
