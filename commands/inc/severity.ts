import { defineCommand } from '../../src/command.ts';
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
  async run(context, rest) {
    const { word, rest: why } = firstWord(rest);
    if (!isSeverity(word)) throw new UserError('usage', `"${word}" is not a severity. One of: sev1, sev2, sev3, sev4.`);
    const incident = incidentOf(context);
    await setSeverity(context.deps, context.cause, incident, word, why === '' ? null : why);
    return inChannel(`${incident} is ${word}.`);
  },
});
