import { defineCommand } from '../../src/command.ts';
import { mitigationNames } from '../../src/domain/mitigation.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { drawUpPlan, proposeMitigation } from '../../src/ops/propose-mitigation.ts';
import { readProposal } from '../../src/proposal-words.ts';
import { inChannel, toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'propose a change; nothing runs before other people approve the exact lines',
  usage: '<mitigation> <device> <interface|peer> [reason …] [--vrf V] [--dry-run]',
  right: 'propose',
  needs: 'incident',
  alsoTakes: mitigationNames,
  async run(context, rest) {
    const { proposal, dryRun } = readProposal(context.deps, rest.replace(/^propose\s+/, ''));
    const whole = { ...proposal, incident: incidentOf(context), playbookRun: null };
    if (dryRun) {
      const plan = await drawUpPlan(context.deps, whole);
      const lines = ['Nothing is stored or sent. It would send:', ...plan.apply, 'and the way back:', ...plan.undo];
      return {
        ...toYou('Dry run: nothing is stored or sent.', lines.slice(1).join('\n')),
        text: lines.join('\n'),
        data: plan,
      };
    }
    const plan = await proposeMitigation(context.deps, context.cause, whole);
    return inChannel(`${plan.mitigation} on ${plan.device} is proposed as ${plan.id}.`, plan);
  },
});
