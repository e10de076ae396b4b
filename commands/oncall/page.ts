import { defineCommand } from '../../src/command.ts';
import { UserError } from '../../src/lib/errors.ts';
import { pageNow } from '../../src/ops/open-page.ts';
import { pageTarget } from '../../src/page-target.ts';
import { inChannel } from '../../src/reply.ts';
import { firstWord } from '../../src/words.ts';

export default defineCommand({
  summary: 'page a policy or a person',
  usage: '<policy|@user> <text>',
  right: 'page',
  needs: 'nothing',
  form: {
    opensEmpty: true,
    build: ({ deps }, rest) => ({
      title: 'Page somebody',
      submit: 'Page',
      shortcut: '/oncall page network leaf1 is unreachable',
      fields: [
        {
          name: 'target',
          label: 'Whom?',
          kind: 'choice',
          options: [
            ...Object.keys(deps.config.oncall?.policies ?? {}).map((value) => ({ value, label: `policy ${value}` })),
            ...Object.keys(deps.config.people).map((key) => ({ value: `@${key}`, label: `@${key}` })),
          ],
          initial: firstWord(rest).word,
        },
        { name: 'text', label: 'Why?', kind: 'text', longest: 500, placeholder: 'leaf1 is unreachable' },
      ],
      line: ({ target = '', text = '' }) => ({ ok: true, text: `${target} ${text}` }),
    }),
  },
  async run({ deps, cause, incident }, rest) {
    const { word, rest: text } = firstWord(rest);
    if (text === '') throw new UserError('usage', 'Whom and why: /oncall page network leaf1 is unreachable');
    const target = pageTarget(deps.config, word);
    await pageNow(deps, cause, { incident, policy: target, text });
    return inChannel(`Paging ${word}.`);
  },
});
