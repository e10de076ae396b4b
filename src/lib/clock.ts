/** Where time comes from. Real in the process, fast-forwarded in tests. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  nowMs(): number;
}

/** ISO-8601 UTC with milliseconds, the only form in which times are stored and exported. */
export function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** The inverse of `isoTime`, in milliseconds since the Unix epoch. */
export function epochMs(iso: string): number {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new TypeError(`not an ISO-8601 time: "${iso}"`);
  return ms;
}
