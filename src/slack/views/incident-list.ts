import { header, message, section } from '../blocks.ts';
import { dateIn, escaped, sentence, utcIn } from '../text.ts';
import type { MessageView } from './view.ts';

export interface IncidentListed {
  id: string;
  title: string;
  severity: string;
  status: string;
  declaredAt: string;
  /** Slack's id of the channel. */
  channel: string | null;
}

const perSection = 10;

/** One line per incident, in the order given. */
export function incidentList({
  incidents,
  which,
}: {
  incidents: readonly IncidentListed[];
  which: 'open' | 'all';
}): MessageView {
  const what = which === 'open' ? 'open incident' : 'incident';
  if (incidents.length === 0) {
    const none = `There is no ${what}.`;
    return message(none, [section(none)]);
  }
  const title = `${incidents.length} ${what}${incidents.length === 1 ? '' : 's'}`;
  const lines = incidents.map((one) => {
    const place = one.channel === null ? '' : ` · ${sentence(`<#${one.channel}>`)}`;
    return `*${one.id}* · ${one.severity} · ${one.status} · ${escaped(one.title)} · ${dateIn(one.declaredAt)}${place}`;
  });
  const plain = incidents.map(
    (one) => `${one.id} · ${one.status} · ${one.severity} · ${escaped(one.title)} · ${utcIn(one.declaredAt)}`,
  );
  const sections = lines.flatMap((_, i) =>
    i % perSection === 0 ? [section(lines.slice(i, i + perSection).join('\n'))] : [],
  );
  return message(`${title}:\n${plain.join('\n')}`, [header(title), ...sections]);
}
