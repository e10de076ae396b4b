import type { Device } from './inventory.ts';
import { type DiagnosticRequest, type Reading, type ReadParts, readDiagnostic } from './read.ts';

export interface FanOutOptions {
  /** Called once per device as its answer comes. */
  onResult?: (reading: Reading) => void;
  signal?: AbortSignal;
}

/**
 * Asks every device the same question at once. Resolves with one reading per device, in the order of `devices`, always;
 * a dead device delays nobody, since every stage has its own limit.
 */
export function fanOut(
  parts: ReadParts,
  devices: readonly Device[],
  request: DiagnosticRequest,
  { onResult, signal }: FanOutOptions = {},
): Promise<Reading[]> {
  return Promise.all(
    devices.map(async (device) => {
      const reading = await readDiagnostic(parts, device, request, signal);
      onResult?.(reading);
      return reading;
    }),
  );
}
