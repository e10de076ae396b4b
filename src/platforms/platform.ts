import type { DiagnosticArguments, DiagnosticName, DiagnosticRecords, PlatformName } from '../domain/diagnostics.ts';
import type { InterfaceRecord } from '../domain/interface-records.ts';
import type { MitigationArguments, MitigationName } from '../domain/mitigation.ts';
import type { BgpPeerRecord } from '../domain/routing-records.ts';
import { isShredded } from './shredded.ts';

/** One line for the device, rendered from validated arguments only. */
export interface CommandLine {
  line: string;
  /**
   * The command runs until it is interrupted (vtysh's ping has no count): after this time Ctrl-C goes out on a
   * terminal and the statistics that follow are part of the output.
   */
  interruptAfterMs?: number;
  /** A long-running command: it gets `limits.tracerouteSeconds` instead of `limits.commandSeconds`. */
  slow?: boolean;
  /**
   * A device without this feature refuses the line; the answers to the others stand. The parser does not get the
   * refused output: it tells outputs apart by their text, never by their place.
   */
  optional?: boolean;
}

/** What a parser makes of the text; `incomplete` when the text itself shows that it was cut. */
export interface Parsed<R> {
  outcome: 'ok' | 'empty' | 'rejected' | 'partial' | 'incomplete';
  records: R[];
  unparsed: string[];
  error: string | null;
}

interface ParseContext {
  args: DiagnosticArguments;
  /** When the output was read, for devices that print instants instead of ages. Null for a pasted output: ages are null then. */
  nowMs: number | null;
}

/** How one diagnostic is read on one platform. */
export interface DiagnosticReader<N extends DiagnosticName> {
  /** Lines to send, in order. */
  commands: (args: DiagnosticArguments) => CommandLine[];
  /**
   * The device prints no line at all where it has none of these, as a recording or its vendor's books show: a whole
   * answer of nothing is `empty`. Without this it is `incomplete`, for nobody knows why the device said nothing.
   */
  silentWhenNone?: true;
  /**
   * The outputs in the order of `commands(args)`, without those of refused optional ones: sanitised, redacted, without
   * echo and prompt. Any single output alone is read too. Never throws, takes linear time.
   */
  parse: (outputs: readonly string[], context: ParseContext) => Parsed<DiagnosticRecords[N]>;
}

/** A diagnostic that this platform does not have. */
export interface Unsupported {
  /** What to use instead, as a sentence for the person. */
  unsupported: string;
}

/** What was read from the device before a plan is drawn up; a renderer refuses when it lacks something. */
export interface MitigationFacts {
  interface: InterfaceRecord | null;
  peer: BgpPeerRecord | null;
  /** Outputs of `contextCommands`, in order. */
  context: readonly string[];
  /** Names our configuration session on the device, e.g. ringdown-1f9c22ab. Letters, digits and "-" only. */
  tag: string;
}

export type RenderedChange =
  | {
      ok: true;
      /** Exactly what is sent, in order, from entering configuration to leaving it. */
      apply: string[];
      /** The way back, likewise complete. */
      undo: string[];
    }
  | { ok: false; reason: string };

export interface MitigationRenderer {
  /** Read-only lines for what the diagnostics do not hold (Junos: the group of a peer). */
  contextCommands: (args: MitigationArguments) => CommandLine[];
  render: (args: MitigationArguments, facts: MitigationFacts) => RenderedChange;
}

export interface Platform {
  name: PlatformName;
  /** `exec`: one channel per command. `shell`: one long-lived terminal. Changes always use a terminal. */
  session: 'exec' | 'shell';
  /** Matches the last line of a terminal that waits for a command, user or privileged mode. */
  prompt: RegExp;
  /** Matches the last line inside configuration mode. */
  configPrompt: RegExp;
  /** Sent once per terminal before the first command: paging and line width off. */
  prepareTerminal: readonly string[];
  /** Sent after login when the prompt is an unprivileged one and a change is to be made (EOS: `enable`). */
  elevate: { when: RegExp; line: string } | null;
  /** The first matching line of an output means that the device refused the command. */
  rejected: RegExp;
  /**
   * How a line that asks for JSON asks for text, for older releases; absent where no line asks for JSON or text has no
   * reader. `refused` matches the words of a device that does not know the form, rather than what is asked about.
   */
  inText?: { line: (line: string) => string | null; refused: RegExp };
  /** What the terminal prints when it pages in spite of us. */
  pager: RegExp;
  /** Full canonical interface name, or null when the text is not one on this platform. Full match, ASCII, at most 64 characters. */
  interfaceName: (text: string) => string | null;
  diagnostics: { [N in DiagnosticName]: DiagnosticReader<N> | Unsupported };
  /** Those that this platform has; any other one is refused with a message. */
  mitigations: { [M in MitigationName]?: MitigationRenderer };
}

/** How a diagnostic is read on a platform, or what to use instead. */
export function readerOf<N extends DiagnosticName>(
  platform: Platform,
  diagnostic: N,
): DiagnosticReader<N> | Unsupported {
  const reader = platform.diagnostics[diagnostic] as DiagnosticReader<N> | Unsupported;
  if ('unsupported' in reader) return reader;
  return {
    ...reader,
    parse: (outputs, context) => shredded(outputs) ?? reader.parse(outputs, context),
  };
}

/** Lines of a few letters each are handed back: what a line costs its reader does not depend on how short it is. */
function shredded<R>(outputs: readonly string[]): Parsed<R> | null {
  const text = outputs.find(isShredded);
  if (text === undefined) return null;
  const error = 'its lines are too short for an answer of a device';
  return { outcome: 'partial', records: [], unparsed: [`${text.slice(0, 200)}…`], error };
}

/** Checks the shape of a platform at compile time and returns it unchanged. */
export function definePlatform(platform: Platform): Platform {
  return platform;
}
