import { defineCommand } from '../../src/command.ts';
import { setEmergencyStop } from '../../src/ops/emergency-stop.ts';
import { toYou } from '../../src/reply.ts';

export default defineCommand({
  summary: 'emergency stop: no further line is sent to any device',
  usage: '',
  right: 'stop',
  needs: 'nothing',
  async run({ deps, cause, incident }) {
    await setEmergencyStop(deps, cause, true, incident);
    return toYou('All mitigations are stopped. /inc resume lifts it.');
  },
});
