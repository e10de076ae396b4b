import { defineCommand } from '../../src/command.ts';
import { figuresBy, type Grouping, groupings } from '../../src/domain/figures.ts';
import { figuresText } from '../../src/figures-text.ts';
import { UserError } from '../../src/lib/errors.ts';
import { incidentFigures } from '../../src/ops/incident-figures.ts';
import { postFigures } from '../../src/ops/post-figures.ts';
import { toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'figures over all incidents: median and 90th percentile of how long things took',
  usage: '[by:severity|site|platform|month]',
  right: 'read',
  needs: 'nothing',
  async run({ deps, cause, incident, place }, rest) {
    const by = rest === '' ? 'severity' : /^by:(\w+)$/.exec(rest)?.[1];
    const grouping = groupings.find((one): one is Grouping => one === by);
    if (!grouping)
      throw new UserError('usage', `${JSON.stringify(rest.slice(0, 40))}: expected by:${groupings.join(', by:')}.`);
    const rows = figuresBy(await incidentFigures(deps), grouping);
    if (place.kind === 'slack' && incident !== null) await postFigures(deps, cause, incident, rows, grouping);
    return { ...toYou(`Incidents by ${grouping} (median / 90th percentile):`, figuresText(rows)), data: rows };
  },
});
