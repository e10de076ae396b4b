import type { DiagnosticName } from '../../../src/domain/diagnostics.ts';

/** One line of `corpus.json`: which diagnostic reads the file, or why none does. */
export type Listed =
  | {
      /** Path below the corpus folder, with the platform first. */
      file: string;
      diagnostic: DiagnosticName;
      /** The command that printed it, where it carries an argument that the text lacks (vrf, source). */
      command?: string;
      /** Name of the file in the same folder that says what is in it; null when there is none. */
      expected: string | null;
      /** The recording itself is not whole, and why: the outcome says so and nothing is compared. */
      incomplete?: string;
      /** The recorder put something into it that no device prints, and what: it is handed back, nothing is compared. */
      partial?: string;
      /** Values that differ on purpose, by `what`: why ours is right. */
      differs?: Record<string, string>;
    }
  | {
      file: string;
      /** A whole fabric at one moment: entries whose command matches are read. */
      fabric: { cmd: string; diagnostic: DiagnosticName }[];
    }
  | { file: string; out: string };

export type Row = Record<string, unknown>;
export type Comparison = [what: string, actual: unknown, wanted: unknown];

export interface Recorded {
  file: string;
  /** ntc, genie, napalm, suzieq …: what stands before the first "__". */
  source: string;
  diagnostic: DiagnosticName;
  text: string;
  outcome: string;
  records: Row[];
  /** ntc: the rows (`parsed_sample`); genie, napalm: the document. Null when there is none. */
  expected: unknown;
}

/** Values of the expected file against the records: which rows (their number too), which states, which counts. */
export type Comparators = Partial<Record<DiagnosticName, (recorded: Recorded) => Comparison[]>>;
