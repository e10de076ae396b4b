import { element, escaped } from './svg.ts';

/** DejaVu Sans Mono is as wide as this at a size of one pixel. */
const monoAdvance = 0.602;
/** No ordinary text of DejaVu Sans is wider than this on average. */
const sansAdvance = 0.64;

export interface Placed {
  x: number;
  y: number;
  size: number;
  fill: string;
  anchor?: 'start' | 'middle' | 'end';
  weight?: 'bold';
  mono?: boolean;
}

/** One line of words. */
export function words(text: string, at: Placed): string {
  return element(
    'text',
    {
      x: at.x,
      y: at.y,
      'font-size': at.size,
      fill: at.fill,
      'text-anchor': at.anchor ?? null,
      'font-weight': at.weight ?? null,
      'font-family': at.mono ? "'DejaVu Sans Mono', Menlo, Consolas, monospace" : null,
    },
    escaped(text),
  );
}

/** At most as wide as this when drawn, in pixels. */
export function widthOf(text: string, size: number, mono = false): number {
  return [...text].length * size * (mono ? monoAdvance : sansAdvance);
}

/** `text`, or its beginning and "…" where it would be wider than `widthPx`. */
export function fitting(text: string, widthPx: number, size: number, mono = false): string {
  if (widthOf(text, size, mono) <= widthPx) return text;
  const characters = Math.floor(widthPx / (size * (mono ? monoAdvance : sansAdvance))) - 1;
  return characters < 1 ? '' : `${[...text].slice(0, characters).join('').trimEnd()}…`;
}
