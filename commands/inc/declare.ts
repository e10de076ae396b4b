import { defineCommand } from '../../src/command.ts';
import { UserError } from '../../src/lib/errors.ts';
import { declareIncident } from '../../src/ops/declare-incident.ts';
import { toYou } from '../../src/reply.ts';
import { isSeverity } from '../../src/severity.ts';
import { firstWord } from '../../src/words.ts';

export default defineCommand({
  summary: 'open an incident with its own channel',
  usage: '[sevN] <title>',
  right: 'declare',
  needs: 'nothing',
  async run({ deps, cause, person }, rest) {
    const first = firstWord(rest);
    const severity = isSeverity(first.word) ? first.word : 'sev3';
    const title = (isSeverity(first.word) ? first.rest : rest).trim();
    if (title === '') throw new UserError('usage', 'Say what is broken: /inc declare sev2 leaf1 loses its uplinks');
    if (title.length > 200)
      throw new UserError('usage', `The title has ${title.length} characters; 200 at most. Put the rest into a note.`);
    const id = await declareIncident(deps, cause, { title, severity, commander: person });
    return {
      ...toYou(`${id} is open (${severity}). Its channel is on its way; you are the commander.`),
      data: { incident: id },
    };
  },
});
