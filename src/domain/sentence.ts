import type { TimelineEntry } from './timeline.ts';

/** One plain sentence per entry, for the timeline in Slack, the terminal and the exports. Not escaped: the sink does that. */
export function sentenceOf(event: TimelineEntry): string {
  if (event.body === null) return 'Redacted.';
  switch (event.type) {
    case 'incident.declared': {
      const { severity, title, commander } = event.body;
      return `Declared ${severity}: ${title}.${commander ? ` Commander: ${commander}.` : ''}`;
    }
    case 'incident.severity':
      return `Severity ${event.body.from} → ${event.body.to}${because(event.body.why)}`;
    case 'incident.status':
      return `Status ${event.body.from} → ${event.body.to}${because(event.body.text)}`;
    case 'incident.role':
      return `${event.body.person} became ${event.body.role}${event.body.previous ? ` (before: ${event.body.previous})` : ''}.`;
    case 'incident.update':
      return `Update: ${event.body.text}`;
    case 'note.added':
      return event.body.text;
    case 'note.corrected':
      return `Correction of entry ${event.body.supersedes}: ${event.body.text}`;
    case 'note.redacted':
      return `Entry ${event.body.target} was redacted.`;
    case 'note.marked':
      return `Entry ${event.body.target} was marked for the postmortem.`;
    case 'pin.added':
      return `Pinned message of ${event.body.author}: ${event.body.text}${withFiles(event.body.files ?? [])}`;
    case 'pin.removed':
      return 'A pin was taken away.';
    case 'diagnostic.asked':
      return `Asked ${event.body.device}: ${words(event.body.diagnostic, event.body.arguments)}${byPlaybook(event.body.playbook)}`;
    case 'diagnostic.answered':
      return `${event.body.device} ${words(event.body.diagnostic, event.body.arguments)}: ${event.body.verdict}${changedSince(event.body.since)}`;
    case 'watch.started':
      return `Watching ${event.body.diagnostic} on ${event.body.device}.`;
    case 'watch.changed':
      return event.body.change;
    case 'watch.stopped':
      return `Watch ended: ${event.body.why}`;
    case 'mitigation.proposed': {
      const { name, device, quorum, planHash, reason } = event.body;
      return `Proposed ${words(name, event.body.arguments)} on ${device} (plan ${planHash.slice(0, 12)}, needs ${quorum} ${quorum === 1 ? 'approval' : 'approvals'})${because(reason)}`;
    }
    case 'mitigation.voted': {
      const { vote, approvals, quorum, why, planHash } = event.body;
      const said = { approve: 'Approved', deny: 'Denied', cancel: 'Cancelled' }[vote];
      return `${said} plan ${planHash.slice(0, 12)} (${approvals} of ${quorum} approvals)${because(why)}`;
    }
    case 'mitigation.claimed':
      return `${event.body.direction === 'apply' ? 'Running' : 'Taking back'} plan ${event.body.planHash.slice(0, 12)}.`;
    case 'mitigation.line-sent':
      return `Sent to ${event.body.device} (${event.body.index + 1} of ${event.body.of}): ${event.body.line}`;
    case 'mitigation.outcome':
      return `Outcome ${event.body.outcome}: ${event.body.text}`;
    case 'mitigation.verified': {
      const { holds, healed, facts } = event.body;
      const proof = holds ? 'Verified: the change holds' : 'Not verified: the change does not hold';
      const health = healed === null ? '' : healed ? ' and it healed' : ', but it has not healed';
      return [
        `${proof}${health}.`,
        ...(facts.length > 0 ? [`${facts.map((fact) => fact.replace(/[.;]+$/, '')).join('; ')}.`] : []),
      ].join(' ');
    }
    case 'mitigation.rolled-back':
      return event.body.text;
    case 'page.sent':
      return event.body.policy === `@${event.body.person}`
        ? `Paged ${event.body.person} directly.`
        : `Paged ${event.body.person} (${event.body.policy}, step ${event.body.step}).`;
    case 'page.acknowledged':
      return `${event.body.person} acknowledged the page.`;
    case 'page.escalated':
      return `Escalated to step ${event.body.step} (${event.body.people.join(', ')}): ${event.body.why}.`;
    case 'alert.received':
      return `Alert from ${event.body.source}: ${event.body.title}`;
    case 'alert.grouped':
      return `The same alert again (${event.body.count} times so far).`;
    case 'alert.resolved':
      return `${event.body.source} says that its alert has resolved.`;
    case 'handoff.given':
      return `Hand-over from ${event.body.from} to ${event.body.to}${event.body.text.includes('\n') ? '.\n' : ': '}${event.body.text}`;
    case 'export.made':
      return `Exported as ${event.body.format} up to entry ${event.body.head}.`;
    case 'access.refused':
      return `Refused to ${event.body.person}: ${event.body.words} (${event.body.why})`;
    case 'bot.restarted':
      return `ringdown was restarted${inDoubt(event.body.unknown.length)}.`;
  }
}

function inDoubt(changes: number): string {
  if (changes === 0) return '';
  return `; the outcome of ${changes === 1 ? 'a change' : `${changes} changes`} that ran is unknown`;
}

function words(name: string, args: string): string {
  return args === '' ? name : `${name} ${args}`;
}

function because(why: string | null): string {
  return why === null || why === '' ? '.' : `: ${why}`;
}

function withFiles(files: readonly { name: string }[]): string {
  return files.length === 0 ? '' : ` (with ${files.map(({ name }) => name).join(', ')})`;
}

function byPlaybook(playbook: string | null): string {
  return playbook === null ? '' : ` (playbook ${playbook})`;
}

const mostChanges = 3;

function changedSince(since: { at: string; changes: readonly string[] } | undefined): string {
  if (!since || since.changes.length === 0) return '';
  const more = since.changes.length - mostChanges;
  const named = since.changes.slice(0, mostChanges).join('; ');
  return `. Since ${since.at.slice(0, 16).replace('T', ' ')} UTC: ${named}${more > 0 ? `; and ${more} more` : ''}`;
}
