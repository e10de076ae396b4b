/**
 * What goes wrong with a call. The method itself runs only after `delayMs`, with `executeThenHang`, where no answer
 * comes, and with `hangUp: after`, where the connection is cut instead of an answer.
 */
export type Fault = {
  status?: number;
  retryAfterSeconds?: number;
  error?: string;
  delayMs?: number;
  executeThenHang?: boolean;
  hangUp?: 'before' | 'after';
};

/** Faults waiting for their calls. A method of `*` means any. */
export function createFaults() {
  const waiting: { method: string; fault: Fault; times: number }[] = [];
  let isDown = false;
  let decide: (method: string) => Fault | null = () => null;
  return {
    add(method: string, fault: Fault, times: number): void {
      waiting.push({ method, fault, times });
    },
    /** Asked for every call that no waiting fault takes. */
    each(decideOn: (method: string) => Fault | null): void {
      decide = decideOn;
    },
    /** The fault for this call, used up by asking. */
    take(method: string): Fault | null {
      if (isDown) return { status: 503 };
      const entry = waiting.find((candidate) => candidate.method === method || candidate.method === '*');
      if (entry === undefined) return decide(method);
      entry.times -= 1;
      if (entry.times <= 0) waiting.splice(waiting.indexOf(entry), 1);
      return entry.fault;
    },
    down(value: boolean): void {
      isDown = value;
    },
    isDown: () => isDown,
    waiting: () => waiting.reduce((sum, { times }) => sum + times, 0),
  };
}

export type Faults = ReturnType<typeof createFaults>;
