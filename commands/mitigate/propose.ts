import { defineCommand } from '../../src/command.ts';
import { mitigationNames, mitigations } from '../../src/domain/mitigation.ts';
import { deviceField } from '../../src/fields.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { drawUpPlan, proposeMitigation } from '../../src/ops/propose-mitigation.ts';
import { problemOf } from '../../src/problem-of.ts';
import { readProposal } from '../../src/proposal-words.ts';
import { inChannel, toYou } from '../../src/reply.ts';
import { spend } from '../../src/spend.ts';

export default defineCommand({
  summary: 'propose a change; nothing runs before other people approve the exact lines',
  usage: '<mitigation> <device> <interface|peer> [reason …] [--vrf V] [--dry-run]',
  right: 'propose',
  needs: 'incident',
  alsoTakes: mitigationNames,
  form: {
    opensEmpty: true,
    build({ deps }, rest) {
      const [name = '', device = '', target = ''] = rest.replace(/^propose\s+/, '').split(/\s+/);
      return {
        title: 'Propose a change',
        submit: 'Propose',
        shortcut: '/mitigate interface-shutdown leaf1 eth1 reason 12 % loss',
        fields: [
          {
            name: 'mitigation',
            label: 'Change',
            kind: 'choice',
            options: mitigationNames.map((value) => ({ value, label: `${value} · ${mitigations[value].summary}` })),
            initial: name,
          },
          deviceField(deps, 'device', 'Device', device),
          {
            name: 'target',
            label: 'Interface or BGP peer',
            kind: 'text',
            longest: 64,
            placeholder: 'eth1 or 198.51.100.1',
            initial: target,
          },
          { name: 'reason', label: 'Reason', kind: 'text', longest: 300, isOptional: true },
          { name: 'vrf', label: 'VRF', kind: 'text', longest: 32, isOptional: true },
        ],
        line(values) {
          const { mitigation = '', device: on = '', target: what = '', reason = '', vrf } = values;
          const text = `${mitigation} ${on} ${what}${reason === '' ? '' : ` reason ${reason}`}${vrf === undefined ? '' : ` --vrf ${vrf}`}`;
          const wrong = problemOf(() => readProposal(deps, text));
          return wrong === null ? { ok: true, text } : { ok: false, errors: { target: wrong } };
        },
      };
    },
  },
  async run(context, rest) {
    const { proposal, dryRun } = readProposal(context.deps, rest.replace(/^propose\s+/, ''));
    const whole = { ...proposal, incident: incidentOf(context), playbookRun: null };
    await spend(context, dryRun ? 'read' : 'propose', `mitigate ${proposal.mitigation}`);
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
