import type { Place } from './command.ts';
import type { AccessPlace } from './domain/access.ts';

/** The place as the rights see it. */
export function accessPlace(place: Place): AccessPlace {
  return place.kind === 'terminal' ? 'terminal' : { channel: place.channel, isIncident: place.isIncident };
}
