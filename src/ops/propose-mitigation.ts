import { blastRadius } from '../domain/blast-radius.ts';
import type { DiagnosticName } from '../domain/diagnostics.ts';
import type { InterfaceRecord } from '../domain/interface-records.ts';
import {
  type MitigationArguments,
  type MitigationName,
  type MitigationPlan,
  mitigations,
  observeInterface,
  observePeer,
  planHash,
} from '../domain/mitigation.ts';
import type { BgpPeerRecord, BgpSummaryRecord } from '../domain/routing-records.ts';
import { isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import { platforms } from '../platforms/index.ts';
import type { MitigationFacts } from '../platforms/platform.ts';
import { rearm } from '../store/due.ts';
import { insertMitigation } from '../store/mitigations.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { refuseWhenStopped } from './emergency-stop.ts';
import { recordOn } from './incident-record.ts';
import { loadIncident } from './load-incident.ts';
import { argumentsOfPlan } from './mitigation-arguments.ts';
import { postMitigationCard } from './mitigation-card.ts';

export interface Proposal {
  incident: string;
  mitigation: MitigationName;
  device: string;
  args: MitigationArguments;
  reason: string | null;
  /** The playbook run whose evidence is read again to prove that it healed. */
  playbookRun: string | null;
}

/**
 * Reads the device, draws up the exact lines and the way back, counts what would be lost, and asks for approval.
 * Throws UserError('refused') when a fact is missing or a guard says no; nothing was sent to the device but reads.
 */
export async function proposeMitigation(deps: Deps, cause: Cause, proposal: Proposal): Promise<MitigationPlan> {
  await refuseWhenStopped(deps);
  await loadIncident(deps.database.db, proposal.incident);
  const plan = await drawUpPlan(deps, proposal);
  const quorum = deps.config.approvals[plan.risk];
  await commit(deps, cause, async (trx) => {
    await insertMitigation(trx, {
      id: plan.id,
      incident: plan.incident,
      name: plan.mitigation,
      device: plan.device,
      requester: cause.actor.id,
      reason: proposal.reason,
      plan,
      planHash: planHash(plan),
      quorum,
      playbookRun: proposal.playbookRun,
      createdAt: isoTime(deps.clock.nowMs()),
      expiresAt: plan.expiresAt,
    });
    await recordOn(trx, deps, plan.incident, [
      eventOf(cause, 'mitigation.proposed', {
        mitigation: plan.id,
        name: plan.mitigation,
        device: plan.device,
        arguments: argumentsOfPlan(plan.args),
        risk: plan.risk,
        reason: proposal.reason,
        planHash: planHash(plan),
        apply: plan.apply,
        undo: plan.undo,
        before: plan.before,
        blastRadius: plan.blastRadius,
        quorum,
        expiresAt: plan.expiresAt,
      }),
    ]);
    await rearm(trx, {
      key: `mitigation-expiry:${plan.id}`,
      kind: 'mitigation-expiry',
      incident: plan.incident,
      dueAt: plan.expiresAt,
      body: { mitigation: plan.id },
    });
    await postMitigationCard(trx, deps, plan.id);
  });
  deps.reached('mitigation-proposed');
  return plan;
}

/** The plan as it would be proposed now; `--dry-run` shows it and stores nothing. */
export async function drawUpPlan(deps: Deps, proposal: Proposal): Promise<MitigationPlan> {
  const { mitigation, device: name, args, incident } = proposal;
  const device = deps.devices.inventory.devices[name];
  if (!device) throw new UserError('usage', `There is no device "${name}" in the inventory.`);
  const refuse = (why: string): never => {
    throw new UserError('refused', `${mitigation} on ${name} is not proposed: ${why}.`);
  };
  const renderer = platforms[device.platform].mitigations[mitigation];
  if (!renderer) return refuse(`ringdown makes no changes on ${device.platform} yet; change it by hand and note it`);
  const interfaces = await read<InterfaceRecord>(deps, name, 'interfaces', {});
  const peers = await read<BgpSummaryRecord>(deps, name, 'bgp-summary', {});
  const peer =
    args.peer === undefined ? null : ((await read<BgpPeerRecord>(deps, name, 'bgp-peer', args))?.[0] ?? null);
  const radius = blastRadius(mitigation, args, { interfaces, peers, managementAddress: device.address });
  if (!radius.ok) return refuse(radius.why);
  const id = deps.ids.next();
  const context = await deps.devices.readLines(name, renderer.contextCommands(args));
  if (!context.ok) return refuse(context.error);
  const target = interfaces?.find((record) => record.interface === args.interface) ?? null;
  const facts: MitigationFacts = {
    interface: target,
    peer,
    context: context.outputs,
    tag: `ringdown-${id.slice(0, 8)}`,
  };
  const rendered = renderer.render(args, facts);
  if (!rendered.ok) return refuse(rendered.reason);
  return {
    id,
    incident,
    mitigation,
    risk: mitigations[mitigation].risk,
    device: name,
    hostKey: device.hostKey ?? '',
    args,
    apply: rendered.apply,
    undo: rendered.undo,
    before: args.interface === undefined ? observePeer(peer ?? undefined) : observeInterface(target ?? undefined),
    blastRadius: radius.facts,
    catalogueVersion: 1,
    expiresAt: isoTime(deps.clock.nowMs() + deps.config.approvals.expireMinutes * 60_000),
  };
}

/** Records of a healthy answer; null when the device did not give one. */
async function read<R>(
  deps: Deps,
  device: string,
  diagnostic: DiagnosticName,
  args: MitigationArguments,
): Promise<R[] | null> {
  const { result } = await deps.devices.read(device, { diagnostic, args });
  if (result.outcome === 'empty') return [];
  return result.outcome === 'ok' ? (result.records as R[]) : null;
}
