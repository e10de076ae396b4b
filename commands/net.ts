import { type CommandContext, defineCommand, type Reply } from '../src/command.ts';
import { legacyWords } from '../src/device/legacy-words.ts';
import { diagnostics } from '../src/domain/diagnostics.ts';
import { helpFor } from '../src/help.ts';
import { parseDuration } from '../src/lib/duration.ts';
import { UserError } from '../src/lib/errors.ts';
import { netForm } from '../src/net-form.ts';
import type { Question } from '../src/ops/asked-question.ts';
import { watchesOf, watchNamed } from '../src/ops/find-watch.ts';
import { runDiagnosticOn } from '../src/ops/run-diagnostic.ts';
import { sinceLastGoodNow } from '../src/ops/since-last-good.ts';
import { startWatch } from '../src/ops/start-watch.ts';
import { stopWatch } from '../src/ops/stop-watch.ts';
import { readQuestion, refuseControlCharacters } from '../src/question.ts';
import { inChannel, toYou } from '../src/reply.ts';
import { resultReply } from '../src/result-reply.ts';
import { spend } from '../src/spend.ts';
import { takeFlag } from '../src/words.ts';

export default defineCommand({
  summary: `read devices: ${Object.keys(diagnostics).join(', ')}`,
  usage: '<diagnostic> <devices> [arguments] [--vrf V] [--source S] [--watch 5m] · watch list|stop <id>',
  right: 'read',
  needs: 'nothing',
  form: { opensEmpty: true, build: netForm },
  async run(context, rest) {
    if (rest === '' || rest === 'help') return helpFor(context, 'net');
    const about = /^watch(?:\s+(.*))?$/s.exec(rest);
    if (about) return aboutWatches(context, about[1]?.trim() ?? '');
    refuseControlCharacters(rest);
    const { rest: words, value: watch } = takeFlag(rest, 'watch');
    const question = readQuestion(context.deps, words);
    await spend(context, 'read', `net ${question.diagnostic}`);
    if (watch !== null) return watchOn(context, question, watch);
    if (context.incident !== null) {
      const answers = await runDiagnosticOn(context.deps, context.cause, context.incident, question);
      const reply = resultReply(answers, question, legacyWords(context.deps.devices.inventory, question.devices));
      return context.place.kind === 'terminal' ? reply : { ...inChannel(reply.text), data: reply.data };
    }
    const readings = await context.deps.devices.fanOut(
      question.devices,
      { diagnostic: question.diagnostic, args: question.args },
      {},
    );
    const since = await sinceLastGoodNow(context.deps, readings, question.args);
    return resultReply({ readings, since }, question, legacyWords(context.deps.devices.inventory, question.devices));
  },
});

async function watchOn({ deps, cause, incident }: CommandContext, question: Question, length: string): Promise<Reply> {
  if (incident === null) throw new UserError('usage', 'A watch belongs to an incident: type it in its channel.');
  const lengthMs = parseDuration(length);
  if (lengthMs === null)
    throw new UserError('usage', `--watch: ${JSON.stringify(length.slice(0, 40))} is not a duration such as 5m.`);
  const id = await startWatch(deps, cause, incident, question, lengthMs);
  return toYou(`Watching; stop it with /net watch stop ${id.slice(0, 8)}.`);
}

async function aboutWatches({ deps, cause, incident }: CommandContext, rest: string): Promise<Reply> {
  if (incident === null) throw new UserError('usage', 'Watches belong to an incident: type it in its channel.');
  const stop = /^stop\s+(\S+)$/.exec(rest)?.[1];
  if (stop !== undefined) {
    const row = await watchNamed(deps, incident, stop);
    await stopWatch(deps, cause, row, `stopped by ${cause.actor.id}`);
    return toYou(`The watch ${row.id.slice(0, 8)} is stopped.`);
  }
  if (rest !== 'list') throw new UserError('usage', 'Usage: /net watch list, or /net watch stop <id>.');
  const rows = await watchesOf(deps, incident);
  const lines = rows.map(({ id, shortcut, endsAt, everySeconds }) => {
    return `${id.slice(0, 8)}  ${shortcut}  every ${everySeconds} s until ${endsAt.slice(0, 16).replace('T', ' ')} UTC`;
  });
  if (lines.length === 0) return toYou(`${incident} has no watch.`);
  return { ...toYou(`Watches of ${incident}:`, lines.join('\n')), data: rows };
}
