import { type CommandContext, defineCommand, type Reply } from '../../src/command.ts';
import { criterionAsked } from '../../src/criterion-words.ts';
import { conditionWords, criterionText } from '../../src/domain/criterion.ts';
import { devicesField } from '../../src/fields.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { UserError } from '../../src/lib/errors.ts';
import { diagnosticField } from '../../src/net-form.ts';
import { addCriterion, dropCriterion } from '../../src/ops/criteria.ts';
import { listCriteria } from '../../src/ops/list-criteria.ts';
import { problemOf } from '../../src/problem-of.ts';
import { inChannel, toYou } from '../../src/reply.ts';
import { firstWord } from '../../src/words.ts';

export default defineCommand({
  summary: 'what must hold before it is resolved; read again every minute',
  usage: 'add <diagnostic> <devices> [arguments] expect <condition> · list · remove <number>',
  right: 'update',
  needs: 'incident',
  form: {
    opensEmpty: true,
    build: ({ deps }) => ({
      title: 'Exit criterion',
      submit: 'Add',
      shortcut: '/inc criteria add bgp-summary leaf1 expect established',
      fields: [
        diagnosticField('bgp-summary'),
        devicesField(deps, ''),
        { name: 'argument', label: 'Interface, peer, destination …', kind: 'text', isOptional: true, longest: 64 },
        { name: 'condition', label: 'It is resolved when this is', kind: 'text', hint: conditionWords, longest: 40 },
      ],
      line({ diagnostic = '', devices = '', argument = '', condition = '' }) {
        const asked = `${diagnostic} ${devices} ${argument}`.trim();
        const wrong = problemOf(() => criterionAsked(deps, `${asked} expect ${condition}`));
        if (wrong === null) return { ok: true, text: `add ${asked} expect ${condition}` };
        return { ok: false, errors: { [/condition|expect/.test(wrong) ? 'condition' : 'devices']: wrong } };
      },
    }),
  },
  async run(context, rest) {
    const { word, rest: what } = firstWord(rest);
    switch (word) {
      case 'add':
        return add(context, what);
      case 'list':
        return list(context);
      case 'remove':
        return remove(context, what);
      default:
        throw new UserError('usage', `"${word}" is not one of: add, list, remove.`);
    }
  },
});

async function add(context: CommandContext, what: string): Promise<Reply> {
  const incident = incidentOf(context);
  const { question, condition } = criterionAsked(context.deps, what);
  const number = await addCriterion(context.deps, context.cause, incident, question, condition);
  return inChannel(`Exit criterion ${number} of ${incident} is read every minute.`);
}

async function list(context: CommandContext): Promise<Reply> {
  const incident = incidentOf(context);
  const rows = await listCriteria(context.deps, incident);
  if (rows.length === 0) return toYou(`${incident} has no exit criteria. /inc criteria add … makes one.`);
  const lines = rows.map(({ number, question, condition, holds, says }) => {
    return `${number}  ${holds ?? 'not read yet'}  ${criterionText(question.shortcut, condition)}${says === null ? '' : ` (${says})`}`;
  });
  return { ...toYou(`Exit criteria of ${incident}:`, lines.join('\n')), data: rows };
}

async function remove(context: CommandContext, what: string): Promise<Reply> {
  const number = Number(what);
  if (!Number.isInteger(number) || number < 1)
    throw new UserError('usage', `"${what}" is not the number of a criterion.`);
  await dropCriterion(context.deps, context.cause, incidentOf(context), number);
  return inChannel(`Exit criterion ${number} is removed.`);
}
