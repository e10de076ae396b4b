import { defineCommand } from '../src/command.ts';
import { diagnostics } from '../src/domain/diagnostics.ts';
import { helpFor } from '../src/help.ts';
import { runDiagnosticOn } from '../src/ops/run-diagnostic.ts';
import { sinceLastGoodNow } from '../src/ops/since-last-good.ts';
import { readQuestion } from '../src/question.ts';
import { inChannel } from '../src/reply.ts';
import { resultReply } from '../src/result-reply.ts';

export default defineCommand({
  summary: `read devices: ${Object.keys(diagnostics).join(', ')}`,
  usage: '<diagnostic> <devices> [arguments] [--vrf V] [--source S]',
  right: 'read',
  needs: 'nothing',
  async run(context, rest) {
    if (rest === '' || rest === 'help') return helpFor(context, 'net');
    const question = readQuestion(context.deps, rest);
    if (context.incident !== null) {
      const answers = await runDiagnosticOn(context.deps, context.cause, context.incident, question);
      const reply = resultReply(answers, question);
      return context.place.kind === 'terminal' ? reply : { ...inChannel(reply.text), data: reply.data };
    }
    const readings = await context.deps.devices.fanOut(
      question.devices,
      { diagnostic: question.diagnostic, args: question.args },
      {},
    );
    const since = await sinceLastGoodNow(context.deps, readings, question.args);
    return resultReply({ readings, since }, question);
  },
});
