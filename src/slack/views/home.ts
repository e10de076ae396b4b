import type { ActionsBlock, HomeView, KnownBlock } from '@slack/types';
import { actions, context, divider, header, section } from '../blocks.ts';
import { dateIn, escaped, sentence } from '../text.ts';
import { statusMarks } from './incident.ts';

export interface HomeShown {
  /** ISO-8601: when this was true. */
  at: string;
  /** Shifts that run now; `isYours` marks the reader's own. */
  shifts: readonly { rotation: string; person: string; untilIso: string; isYours: boolean }[];
  pages: readonly { text: string; incident: string | null; acknowledge: { id: string } }[];
  incidents: readonly {
    id: string;
    title: string;
    severity: string;
    status: string;
    declaredAt: string;
    commander: string | null;
    /** Slack's id. */
    channel: string | null;
    buttons: readonly { label: string; id: string }[];
  }[];
  quick: readonly { label: string; id: string; style?: 'primary' }[];
}

/** A view takes 100 blocks; three for each incident leave room for the rest. */
const mostIncidents = 22;
const mostPages = 10;
export const refreshAction = 'home:refresh';

/** The Home tab: the reader's shift, pages that wait for them, open incidents, and what to do next. */
export function homeView(home: HomeShown): HomeView {
  const { shifts, pages, incidents, quick } = home;
  return {
    type: 'home',
    blocks: [
      ...actions(quick),
      header('Your shift'),
      section(shiftText(shifts)),
      ...(pages.length > 0
        ? [header('Pages that wait for you'), ...pages.slice(0, mostPages).flatMap(pageBlocks)]
        : []),
      header(
        incidents.length === 0
          ? 'No open incident'
          : `${incidents.length} open ${incidents.length === 1 ? 'incident' : 'incidents'}`,
      ),
      ...incidents.slice(0, mostIncidents).flatMap(incidentBlocks),
      ...(incidents.length > mostIncidents
        ? [context(`… and ${incidents.length - mostIncidents} more: \`/inc list\``)]
        : []),
      divider(),
      context(`As of ${dateIn(home.at)}.`),
      refresh,
    ],
  };
}

/** What somebody sees whom the bot does not serve. */
export function strangerHome(why: string): HomeView {
  return { type: 'home', blocks: [section(escaped(why))] };
}

const refresh: ActionsBlock = {
  type: 'actions',
  elements: [{ type: 'button', action_id: refreshAction, text: { type: 'plain_text', text: 'Refresh' } }],
};

function shiftText(shifts: HomeShown['shifts']): string {
  if (shifts.length === 0) return 'No rotation is configured.';
  const own = shifts.filter(({ isYours }) => isYours);
  const others = shifts.filter(({ isYours }) => !isYours);
  const said =
    own.length === 0
      ? ['You are not on call now.']
      : own.map(
          ({ rotation, untilIso }) => `:pager: *You are on call* for ${escaped(rotation)} until ${dateIn(untilIso)}.`,
        );
  return [
    ...said,
    ...others.map(
      ({ rotation, person, untilIso }) => `${escaped(rotation)}: ${escaped(person)} until ${dateIn(untilIso)}`,
    ),
  ].join('\n');
}

function pageBlocks({ text, incident, acknowledge }: HomeShown['pages'][number]): KnownBlock[] {
  const about = incident === null ? '' : `*${escaped(incident)}* · `;
  return [
    section(`:rotating_light: ${about}${escaped(text)}`),
    ...actions([{ label: 'Acknowledge', id: acknowledge.id, style: 'primary' }]),
  ];
}

function incidentBlocks(incident: HomeShown['incidents'][number]): KnownBlock[] {
  const { id, title, severity, status, declaredAt, commander, channel, buttons } = incident;
  const place = channel === null ? [] : [sentence(`<#${channel}>`)];
  const led = commander === null ? 'nobody commands it' : `commander ${escaped(commander)}`;
  return [
    section(`${statusMarks[status] ?? ''} *${id} · ${escaped(title)}*`.trim()),
    context([severity, status, led, `since ${dateIn(declaredAt)}`, ...place].join(' · ')),
    ...actions(buttons),
  ];
}
