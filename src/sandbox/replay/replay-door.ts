import type { AppDoor, Delivery } from '../workspace/app-door.ts';

/**
 * The app's side of a replay: whatever people press or type is answered with the same sentence, to them alone. Events are
 * taken and forgotten.
 */
export function replayDoor(sentence: string): AppDoor {
  const reply = { response_type: 'ephemeral', replace_original: false, text: sentence };
  const acked = (payload: object): Delivery => ({ outcome: 'acked', payload });
  return {
    reasonOf: ({ outcome }) => outcome,
    async deliver({ type, payload }) {
      if (type === 'slash_commands') return acked(reply);
      if (type === 'interactive' && typeof payload.response_url === 'string') {
        const answer = await fetch(payload.response_url, { method: 'POST', body: JSON.stringify(reply) });
        await answer.body?.cancel();
      }
      return acked({});
    },
  };
}
