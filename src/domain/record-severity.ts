/** 0: as it should be. 1: not working, on purpose. 2: not working. Rows are shown in the order of this, worst first. */
export type RecordSeverity = 0 | 1 | 2;

/** Judges one record of any diagnostic by its own state. What was not said is not judged: 0. */
export function severityOf(record: object): RecordSeverity {
  if ('adminStatus' in record && 'operStatus' in record) {
    if (record.operStatus === 'up') return 0;
    return record.adminStatus === 'down' ? 1 : 2;
  }
  if ('noLight' in record && 'alarms' in record)
    return record.noLight === true || (Array.isArray(record.alarms) && record.alarms.length > 0) ? 2 : 0;
  if ('members' in record && Array.isArray(record.members)) return ofAggregate(record as Aggregate);
  if ('lossPercent' in record) return typeof record.lossPercent === 'number' && record.lossPercent > 0 ? 2 : 0;
  if ('macAddress' in record) return record.macAddress === null ? 1 : 0;
  if ('status' in record) return ofWord(record.status);
  if ('state' in record) return 'adminDown' in record && record.adminDown === true ? 1 : ofWord(record.state);
  if ('droppedPackets' in record) return typeof record.droppedPackets === 'number' && record.droppedPackets > 0 ? 2 : 0;
  return 0;
}

interface Aggregate {
  status: unknown;
  members: { state: unknown }[];
}

const fine = new Set(['established', 'full', 'twoway', 'up', 'ok', 'synced', 'candidate', 'outlier', 'configured']);
const onPurpose = new Set(['admin-down', 'absent']);

function ofWord(word: unknown): RecordSeverity {
  if (typeof word !== 'string' || word === 'unknown' || fine.has(word)) return 0;
  return onPurpose.has(word) ? 1 : 2;
}

const working = new Set(['bundled', 'up', 'active', 'standby', 'hot-standby', 'collecting-distributing']);

function ofAggregate({ status, members }: Aggregate): RecordSeverity {
  const own = ofWord(status);
  if (own !== 0) return own;
  return members.some(({ state }) => typeof state === 'string' && !working.has(state)) ? 2 : 0;
}

/** True for a member that carries traffic or waits to. */
export function isWorkingMember(state: string | null): boolean {
  return state !== null && working.has(state);
}
