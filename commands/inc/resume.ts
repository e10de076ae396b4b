import { defineCommand } from '../../src/command.ts';
import { setEmergencyStop } from '../../src/ops/emergency-stop.ts';
import { toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'allow mitigations again after an emergency stop',
  usage: '',
  right: 'admin',
  needs: 'nothing',
  async run({ deps, cause, incident }) {
    await setEmergencyStop(deps, cause, false, incident);
    return toYou('Mitigations are allowed again.');
  },
});
