import type { InterfaceRecord } from '../domain/interface-records.ts';
import { type MitigationPlan, type ObservedState, observeInterface, observePeer } from '../domain/mitigation.ts';
import type { BgpPeerRecord } from '../domain/routing-records.ts';
import type { Deps } from './deps.ts';

/** Asks the device about the thing a plan changes. Null when it did not answer or did not say: unknown is not a state. */
export async function observeTarget(deps: Deps, plan: MitigationPlan): Promise<ObservedState | null> {
  const isInterface = plan.args.interface !== undefined;
  const { result } = await deps.devices.read(
    plan.device,
    isInterface
      ? { diagnostic: 'interfaces', args: {}, fresh: true }
      : { diagnostic: 'bgp-peer', args: plan.args, fresh: true },
  );
  if (result.outcome !== 'ok') return null;
  const observed = isInterface
    ? observeInterface((result.records as InterfaceRecord[]).find((record) => record.interface === plan.args.interface))
    : observePeer((result.records as BgpPeerRecord[])[0]);
  return observed.admin === null ? null : observed;
}
