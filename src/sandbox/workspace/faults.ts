/** What goes wrong with a call; without `executeThenHang` or `delayMs` the method itself does not run. */
export type Fault = {
  status?: number;
  retryAfterSeconds?: number;
  error?: string;
  delayMs?: number;
  executeThenHang?: boolean;
};

/** Faults waiting for their calls. A method of `*` means any. */
export function createFaults() {
  const waiting: { method: string; fault: Fault; times: number }[] = [];
  let isDown = false;
  return {
    add(method: string, fault: Fault, times: number): void {
      waiting.push({ method, fault, times });
    },
    /** The fault for this call, used up by asking. */
    take(method: string): Fault | null {
      if (isDown) return { status: 503 };
      const entry = waiting.find((candidate) => candidate.method === method || candidate.method === '*');
      if (entry === undefined) return null;
      entry.times -= 1;
      if (entry.times <= 0) waiting.splice(waiting.indexOf(entry), 1);
      return entry.fault;
    },
    down(value: boolean): void {
      isDown = value;
    },
    isDown: () => isDown,
  };
}

export type Faults = ReturnType<typeof createFaults>;
