import type { DiagnosticResult } from '../../domain/diagnostics.ts';
import { paragraph } from '../blocks.ts';
import { type MessageView, view } from './view.ts';

interface Answer {
  result: DiagnosticResult;
  /** One sentence, the verdict first. */
  verdict: string;
}

export function diagnosticRunning(data: {
  diagnostic: string;
  devices: readonly string[];
  done: readonly Answer[];
  elapsedSeconds: number;
}): MessageView {
  const text = `${data.diagnostic} on ${data.devices.join(', ')} … ${data.elapsedSeconds} s`;
  return view(text, [paragraph(text)]);
}

export function diagnosticResult(data: { results: readonly Answer[]; shortcut: string | null }): MessageView {
  const text = data.results.map(({ result, verdict }) => `${result.device}: ${verdict}`).join('\n');
  return view(text, [paragraph(text)]);
}
