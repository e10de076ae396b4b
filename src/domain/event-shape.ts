import { diagnosticNames } from './diagnostics.ts';
import { eventBodies, eventVersions, origins, type TimelineEvent } from './timeline.ts';

const actorKinds: readonly string[] = ['person', 'bot', 'alert', 'clock'];
const isoShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * What is wrong with the shape of an entry that somebody else's chain brought, as words behind "event 23: ", or null. A
 * chain holds over anything that was hashed: only an entry without a fault may be read as what its type says.
 */
export function shapeFault(event: TimelineEvent): string | null {
  const { type, version, occurredAt, recordedAt, actor, origin, body } = event;
  if (!Object.hasOwn(eventBodies, type)) return `its type ${shown(type)} is not known to this version of ringdown`;
  if (version < 1 || version > eventVersions[type])
    return `its version ${version} is not known to this version of ringdown`;
  for (const time of [occurredAt, recordedAt])
    if (!isoShape.test(time) || Number.isNaN(Date.parse(time))) return `${shown(time)} is not a time`;
  if (!actorKinds.includes(actor.kind)) return `${shown(actor.kind)} is no kind of actor`;
  if (!origins.some((known) => known === origin)) return `its origin ${shown(origin)} is not known`;
  if (body === null) return null;
  const checked = eventBodies[type].safeParse(body);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    return `its body is none of ${type}: ${issue?.path.join('.') || 'the body'}: ${issue?.message ?? 'unreadable'}`;
  }
  if (type === 'diagnostic.asked' || type === 'diagnostic.answered')
    return isDiagnostic(event.body?.diagnostic) ? null : `there is no diagnostic ${shown(event.body?.diagnostic)}`;
  return null;
}

function isDiagnostic(name: string | undefined): boolean {
  return diagnosticNames.some((known) => known === name);
}

function shown(text: string | undefined): string {
  return JSON.stringify((text ?? '').slice(0, 60));
}
