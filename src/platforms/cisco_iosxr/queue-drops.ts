import type { QueueDropsRecord } from '../../domain/device-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { forwardingDrops } from './forwarding-drops.ts';
import { policyClasses } from './policy-classes.ts';
import { parseXr } from './xr-text.ts';

/** `show policy-map interface all`; the drops of network processors, CEF and LPTS policers are read as well. */
export const queueDrops: DiagnosticReader<'queue-drops'> = {
  commands: () => [{ line: 'show policy-map interface all' }],
  parse: ([output = '']) => parseXr<QueueDropsRecord>(output, (text) => policyClasses(text) ?? forwardingDrops(text)),
};
