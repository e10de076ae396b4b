import { Worker } from 'node:worker_threads';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { DrawAnswer, DrawRequest } from './draw-worker.ts';

/** Turns pictures into PNG and places the nodes of graphs, on a thread of its own: the event loop is not held up. */
export interface Drawing {
  /** PNG at twice the size of the SVG. Rejects with DrawingFailed when the SVG cannot be drawn or the time is over. */
  png: (svg: string) => Promise<Uint8Array>;
  /** The graph with a place for every node and edge. Rejects as above. */
  layout: (graph: ElkNode) => Promise<ElkNode>;
  close: () => Promise<void>;
}

/** The picture cannot be drawn, now or ever; the message says why. */
export class DrawingFailed extends Error {}

const longestMs = 30_000;
/** The thread holds fonts and a compiled renderer, some 100 MB: it ends when nobody has drawn for this long. */
const idleMs = 60_000;

interface Waiting {
  settle: (answer: DrawAnswer) => void;
  timer: NodeJS.Timeout;
}

/** The thread starts with the first picture. */
export function openDrawing(): Drawing {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let next = 1;

  const end = async () => {
    clearTimeout(idle);
    const ending = worker;
    worker = null;
    await ending?.terminate();
  };
  const failAll = (error: string) => {
    for (const [id, { settle }] of waiting) settle({ id, error });
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./draw-worker.ts', import.meta.url));
    started.on('message', (answer: DrawAnswer) => waiting.get(answer.id)?.settle(answer));
    started.on('error', (error) => failAll(`the drawing thread failed: ${error.message}`));
    started.on('exit', () => {
      if (worker === started) worker = null;
      failAll('the drawing thread ended');
    });
    started.unref();
    return started;
  };
  const ask = <T>(request: { svg: string } | { graph: ElkNode }): Promise<T> => {
    clearTimeout(idle);
    worker ??= start();
    const id = next;
    next += 1;
    const current = worker;
    return new Promise<T>((resolve, reject) => {
      const settle = (answer: DrawAnswer) => {
        clearTimeout(waiting.get(id)?.timer);
        waiting.delete(id);
        if (waiting.size === 0) idle = setTimeout(() => void end(), idleMs).unref();
        if ('ok' in answer) resolve(answer.ok as T);
        else reject(new DrawingFailed(`the picture was not drawn: ${answer.error}`));
      };
      const timer = setTimeout(() => {
        settle({ id, error: `it took longer than ${longestMs / 1000} s` });
        if (worker === current) void end();
      }, longestMs);
      waiting.set(id, { settle, timer });
      current.postMessage({ id, ...request } satisfies DrawRequest);
    });
  };
  return {
    png: (svg) => ask<Uint8Array>({ svg }),
    layout: (graph) => ask<ElkNode>({ graph }),
    close: end,
  };
}
