import type { FigureRow, Grouping } from '../domain/figures.ts';
import { figureBars, figuresAlt } from '../pictures/figure-bars.ts';
import type { Cause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { putPicture } from './put-picture.ts';

/** Figures over incidents as a picture, in the channel in which somebody asked for them. */
export async function postFigures(
  deps: Deps,
  cause: Cause,
  incident: string,
  rows: readonly FigureRow[],
  grouping: Grouping,
): Promise<void> {
  const id = deps.ids.next();
  await commit(deps, cause, (trx) =>
    putPicture(trx, deps, incident, `figures:${id}`, {
      svg: figureBars(rows, grouping),
      alt: figuresAlt(rows, grouping),
      filename: `incidents-by-${grouping}-${id.slice(-8)}.png`,
      title: `Incidents by ${grouping}`,
    }),
  );
}
