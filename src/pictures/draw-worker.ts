import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import elkjs, { type ElkNode } from 'elkjs/lib/elk.bundled.js';

/** What the drawing thread is asked; it answers `{ id, ok }` or `{ id, error }`. */
export type DrawRequest = { id: number; svg: string } | { id: number; graph: ElkNode };
export type DrawAnswer = { id: number; ok: Uint8Array | ElkNode } | { id: number; error: string };

const read = (url: string) => readFileSync(new URL(url));
const fonts = [
  read(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
  read(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
  read(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf')),
];
const wasm = initWasm(read(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm')));
const elk = new elkjs.default();

parentPort?.on('message', async (request: DrawRequest) => {
  try {
    const ok = 'svg' in request ? await png(request.svg) : await elk.layout(request.graph);
    parentPort?.postMessage({ id: request.id, ok } satisfies DrawAnswer);
  } catch (error) {
    // The thread that asked decides what a picture that cannot be drawn means.
    const words = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ id: request.id, error: words } satisfies DrawAnswer);
  }
});

async function png(svg: string): Promise<Uint8Array> {
  await wasm;
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: {
      fontBuffers: fonts,
      defaultFontFamily: 'DejaVu Sans',
      sansSerifFamily: 'DejaVu Sans',
      monospaceFamily: 'DejaVu Sans Mono',
    },
  });
  const rendered = drawing.render();
  const bytes = rendered.asPng();
  rendered.free();
  drawing.free();
  return bytes;
}
