import { defineCommand } from '../../src/command.ts';
import { severityField } from '../../src/fields.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { UserError } from '../../src/lib/errors.ts';
import { setSeverity } from '../../src/ops/set-severity.ts';
import { inChannel } from '../../src/reply.ts';
import { isSeverity } from '../../src/severity.ts';
import { firstWord } from '../../src/words.ts';

export default defineCommand({
  summary: 'change the severity',
  usage: 'sevN [why]',
  right: 'update',
  needs: 'incident',
  form: {
    opensEmpty: true,
    build: () => ({
      title: 'Severity',
      submit: 'Set',
      shortcut: '/inc severity sev1 customers in ams1 are cut off',
      fields: [severityField('sev2'), { name: 'why', label: 'Why?', kind: 'text', isOptional: true, longest: 500 }],
      line: ({ severity = '', why = '' }) => ({ ok: true, text: `${severity} ${why}`.trim() }),
    }),
  },
  async run(context, rest) {
    const { word, rest: why } = firstWord(rest);
    if (!isSeverity(word)) throw new UserError('usage', `"${word}" is not a severity. One of: sev1, sev2, sev3, sev4.`);
    const incident = incidentOf(context);
    await setSeverity(context.deps, context.cause, incident, word, why === '' ? null : why);
    return inChannel(`${incident} is ${word}.`);
  },
});
