import { afterAll, describe, expect, test } from 'vitest';
import { DrawingFailed, openDrawing } from '../../src/pictures/draw.ts';
import { incidentTimeline } from '../../src/pictures/incident-timeline.ts';
import { picture } from '../../src/pictures/svg.ts';
import { words } from '../../src/pictures/words.ts';
import { evening } from './story.ts';

const drawing = openDrawing();
afterAll(() => drawing.close());

const sizeOf = (png: Uint8Array) => {
  const view = Buffer.from(png);
  expect(view.subarray(1, 4).toString('latin1')).toBe('PNG');
  return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
};

describe('drawing', () => {
  test('gives a PNG at twice the size of the picture', async () => {
    const svg = incidentTimeline(evening, 'UTC');
    const height = Number(/height="(\d+)"/.exec(svg)?.[1]);
    expect(sizeOf(await drawing.png(svg))).toEqual({ width: 2_400, height: 2 * height });
  });

  test('draws words: the shipped font is found', async () => {
    const blank = await drawing.png(picture({ width: 200, height: 40 }, 'blank'));
    const text = await drawing.png(
      picture({ width: 200, height: 40 }, 'words', words('leaf1', { x: 10, y: 28, size: 24, fill: '#000000' })),
    );
    expect(text.length).toBeGreaterThan(blank.length + 300);
  });

  test('refuses what is no picture, and goes on', async () => {
    await expect(drawing.png('<svg')).rejects.toThrow(DrawingFailed);
    await expect(
      drawing.layout({ id: 'map', edges: [{ id: 'e', sources: ['gone'], targets: ['gone'] }] }),
    ).rejects.toThrow(DrawingFailed);
    expect(sizeOf(await drawing.png(picture({ width: 10, height: 10 }, 'still here')))).toEqual({
      width: 20,
      height: 20,
    });
  });

  test('places every node of a graph', async () => {
    const placed = await drawing.layout({
      id: 'map',
      children: ['a', 'b', 'c'].map((id) => ({ id, width: 100, height: 50 })),
      edges: [
        { id: 'e1', sources: ['a'], targets: ['b'] },
        { id: 'e2', sources: ['a'], targets: ['c'] },
      ],
    });
    const places = (placed.children ?? []).map(({ x, y }) => `${x},${y}`);
    expect(new Set(places).size).toBe(3);
    expect(placed.edges?.every(({ sections }) => (sections?.length ?? 0) > 0)).toBe(true);
  });

  test('that is closed fails what waits and starts anew when it is asked again', async () => {
    const other = openDrawing();
    const waiting = other.png(incidentTimeline(evening, 'UTC'));
    await other.close();
    await expect(waiting).rejects.toThrow('ended');
    expect(sizeOf(await other.png(picture({ width: 10, height: 10 }, 'again')))).toEqual({ width: 20, height: 20 });
    await other.close();
  });
});
