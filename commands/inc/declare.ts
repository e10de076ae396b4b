import { defineCommand } from '../../src/command.ts';
import { severityField } from '../../src/fields.ts';
import { UserError } from '../../src/lib/errors.ts';
import { declareIncident } from '../../src/ops/declare-incident.ts';
import { toYou } from '../../src/reply.ts';
import { isSeverity } from '../../src/severity.ts';
import { firstWord } from '../../src/words.ts';

const longestTitle = 200;

export default defineCommand({
  summary: 'open an incident with its own channel',
  usage: '[sevN] <title>',
  right: 'declare',
  needs: 'nothing',
  form: {
    opensEmpty: true,
    build(_, rest) {
      const first = firstWord(rest);
      const title = isSeverity(first.word) ? first.rest : rest;
      return {
        title: 'Declare an incident',
        submit: 'Declare',
        shortcut: '/inc declare sev2 leaf1 loses its uplinks',
        fields: [
          severityField(isSeverity(first.word) ? first.word : 'sev3'),
          {
            name: 'title',
            label: 'What is broken?',
            kind: 'text',
            placeholder: 'leaf1 loses its uplinks',
            longest: longestTitle,
            initial: title,
          },
        ],
        line: ({ severity = 'sev3', title: said = '' }) =>
          /[\r\n]/.test(said)
            ? { ok: false, errors: { title: 'A title is one line.' } }
            : { ok: true, text: `${severity} ${said}` },
      };
    },
  },
  async run({ deps, cause, person }, rest) {
    const first = firstWord(rest);
    const severity = isSeverity(first.word) ? first.word : 'sev3';
    const title = (isSeverity(first.word) ? first.rest : rest).trim();
    if (title === '') throw new UserError('usage', 'Say what is broken: /inc declare sev2 leaf1 loses its uplinks');
    if (title.length > longestTitle)
      throw new UserError(
        'usage',
        `The title has ${title.length} characters; ${longestTitle} at most. Put the rest into a note.`,
      );
    const id = await declareIncident(deps, cause, { title, severity, commander: person });
    return {
      ...toYou(`${id} is open (${severity}). Its channel is on its way; you are the commander.`),
      data: { incident: id },
    };
  },
});
