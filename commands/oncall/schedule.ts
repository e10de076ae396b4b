import { defineCommand } from '../../src/command.ts';
import { shiftsAhead } from '../../src/ops/shifts-ahead.ts';
import { toYou } from '../../src/reply.ts';

const shown = 6;

export default defineCommand({
  summary: 'the shifts ahead of every rotation',
  usage: '',
  right: 'read',
  needs: 'nothing',
  async run({ deps }) {
    const shifts = await shiftsAhead(deps, shown);
    if (shifts.length === 0) return toYou('No rotation is configured.');
    const minute = (iso: string) => iso.slice(0, 16).replace('T', ' ');
    const lines = shifts.map(({ rotation, person, fromIso, untilIso }) => {
      return `${rotation}  ${fromIso === null ? 'now             ' : minute(fromIso)} – ${minute(untilIso)} UTC  ${person}`;
    });
    return { ...toYou('Shifts ahead:', lines.join('\n')), data: shifts };
  },
});
