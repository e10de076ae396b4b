import { defineCommand } from '../../src/command.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { UserError } from '../../src/lib/errors.ts';
import { draftUpdate } from '../../src/ops/draft-update.ts';
import { postUpdate } from '../../src/ops/post-update.ts';
import { inChannel } from '../../src/reply.ts';

export default defineCommand({
  summary: 'tell everyone where things stand',
  usage: '<text>',
  right: 'update',
  needs: 'incident',
  form: {
    opensEmpty: true,
    build: async (context, rest) => ({
      title: 'Update',
      submit: 'Post',
      shortcut: '/inc update traffic moved to spine2, fibre ordered',
      fields: [
        {
          name: 'text',
          label: `Where do things stand on ${context.incident}?`,
          kind: 'text',
          isLong: true,
          longest: 2_500,
          hint: 'Everybody in the channel and in the announcement channel reads it.',
          initial: rest === '' ? await draftUpdate(context.deps, incidentOf(context)) : rest,
        },
      ],
      line: ({ text = '' }) => ({ ok: true, text }),
    }),
  },
  async run(context, rest) {
    if (rest === '')
      throw new UserError('usage', 'Say where things stand: /inc update traffic moved to spine2, fibre ordered');
    const incident = incidentOf(context);
    await postUpdate(context.deps, context.cause, incident, rest);
    return inChannel(`Update on ${incident} posted.`);
  },
});
