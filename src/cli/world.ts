/** What a verb may use of the process: handed in, so that tests and the demo give their own. */
export interface World {
  env: Record<string, string | undefined>;
  cwd: string;
  osUser: string;
  stdin: NodeJS.ReadableStream;
  /** Results. */
  out: (text: string) => void;
  /** Progress and complaints. */
  err: (text: string) => void;
  isTerminal: boolean;
  columns: number;
  ask: (question: string) => Promise<string>;
  /** Resolves when the process is asked to end. */
  stopped: Promise<void>;
}

/** Runs one verb and resolves with its exit code (contract.md section 1). */
export type Verb = (args: string[], world: World) => Promise<number>;
