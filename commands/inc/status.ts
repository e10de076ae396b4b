import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { UserError } from '../../src/lib/errors.ts';
import { setStatus } from '../../src/ops/set-status.ts';
import { inChannel } from '../../src/reply.ts';
import { isStatus } from '../../src/severity.ts';
import { firstWord } from '../../src/words.ts';

export default defineCommand({
  summary: 'move the incident on; "resolved" ends it',
  usage: 'investigating|identified|monitoring|resolved [text]',
  right: 'update',
  needs: 'incident',
  form: {
    opensEmpty: true,
    build: () => ({
      title: 'Status',
      submit: 'Set',
      shortcut: '/inc status monitoring traffic is on spine2',
      fields: [
        {
          name: 'status',
          label: 'The incident is',
          kind: 'choice',
          options: [
            { value: 'investigating', label: 'investigating' },
            { value: 'identified', label: 'identified' },
            { value: 'monitoring', label: 'monitoring' },
            { value: 'resolved', label: 'resolved · ends it' },
          ],
        },
        {
          name: 'text',
          label: 'What do people need to know?',
          kind: 'text',
          isLong: true,
          isOptional: true,
          longest: 2_500,
        },
      ],
      line: ({ status = '', text = '' }) => ({ ok: true, text: `${status} ${text}`.trim() }),
    }),
  },
  async run(context, rest) {
    const { word, rest: text } = firstWord(rest);
    if (!isStatus(word))
      throw new UserError(
        'usage',
        `"${word}" is not a status. One of: investigating, identified, monitoring, resolved.`,
      );
    const incident = incidentOf(context);
    await setStatus(context.deps, context.cause, incident, word, text === '' ? null : text);
    return inChannel(`${incident} is ${word}.`);
  },
});
