import type { AdminStatus, InterfaceDetailRecord, OperStatus } from '../../domain/interface-records.ts';
import { interfaceReason } from '../interface-reason.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { printedInterfaceName } from './interface-names.ts';

/** What is said of a port in brackets, in the words of `show interfaces status`, and of a link that is not one. */
const said =
  'connected|notconnect|notconnected|connecting|disabled|err-disabled|err-disable|errdisable|errdisabled|sfpAbsent|sfpInvali|sfpInvalid|xcvrAbsent|xcvrInvali|xcvrInvalid|noOperMem|inactive|shutdown|suspended|monitoring|monitor|faulty|standby|hot-standby|routed|sleeping|looped|spoofing';
const heading = new RegExp(
  String.raw`^(\S{2,64}) is (administratively down|up|down|deleted|reset|standby mode|testing|initializing)(?: \((${said})\))?(?:, line protocol is (up|down)(?: ?\((${said})\))?)?(?: +\(?(${said})\)?)?(?: *, Autostate (?:Enabled|Disabled))?\s*$`,
);

/** The one interface of the large Catalysts whose name has blanks. */
const controlPlane = 'Control Plane Interface is ';

export const withoutName = /^is (?:[^,]{2,60}, line protocol is |(?:up|down|administratively down|deleted)\s*$)/;

/** A cheap look before the pattern: only a heading has both. */
export function isHeading(line: string): boolean {
  if (line.startsWith(controlPlane)) return true;
  const at = line.indexOf(' is ');
  if (at < 2 || at > 64 || line.indexOf(' ') !== at) return false;
  const next = line.charCodeAt(at + 4);
  // a(dministratively), d(own), i(nitializing), r(eset), s(tandby), t(esting), u(p)
  return next === 97 || next === 100 || next === 105 || next === 114 || next === 115 || next === 116 || next === 117;
}

/** The record that a heading opens; null for one in another form. */
export function headedRecord(line: string): InterfaceDetailRecord | null {
  const isControlPlane = line.startsWith(controlPlane);
  const match = line.length > 200 ? null : heading.exec(isControlPlane ? line.replace(/^Control Plane /, '') : line);
  const name = isControlPlane ? 'Control Plane Interface' : printedInterfaceName(match?.[1] ?? '');
  if (!match || name === null) return null;
  const [, , state = '', stateReason, protocol, protocolReason, trailing] = match;
  const record = blankInterfaceDetail(blankInterface(name));
  record.adminStatus = adminStatus(state);
  record.operStatus = operStatus(state, protocol);
  const word = protocolReason ?? stateReason ?? trailing ?? null;
  if (record.operStatus !== 'up')
    record.reason = interfaceReason(
      word === 'connected' || word === null ? (state === 'up' || state === 'down' ? null : state) : word,
    );
  return record;
}

/** Of an interface that is deleted nothing says whether it was switched on. */
export function adminStatus(state: string): AdminStatus {
  if (state === 'deleted') return null;
  return state.startsWith('admin') ? 'down' : 'up';
}

function operStatus(state: string, protocol: string | undefined): OperStatus {
  if (state === 'deleted') return 'not-present';
  if (state === 'testing') return 'testing';
  if (state === 'standby mode') return 'dormant';
  if (state !== 'up') return 'down';
  return protocol === undefined || protocol === 'up' ? 'up' : 'down';
}
