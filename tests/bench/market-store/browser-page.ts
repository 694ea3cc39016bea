import type { Asked, Told } from './browser-worker';

declare global {
  interface Window {
    measured: {
      start(): void;
      ask(question: Asked): Promise<Told>;
      stop(): void;
    };
  }
}

let worker: Worker | undefined;

/** One worker that does what is asked; its end gives its memory back. */
window.measured = {
  start() {
    worker = new Worker(new URL('./browser-worker.ts', import.meta.url), { type: 'module' });
  },
  ask(question) {
    return new Promise((resolve, reject) => {
      if (!worker) throw new Error('no worker was started');
      worker.onmessage = ({ data }: MessageEvent<Told | { readonly error: string }>) =>
        'error' in data ? reject(new Error(data.error)) : resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(question);
    });
  },
  stop() {
    worker?.terminate();
    worker = undefined;
  }
};
