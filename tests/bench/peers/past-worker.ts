import { parentPort } from 'node:worker_threads';
import { pathsPart, type PathsQuestion } from './past-paths';

parentPort?.on('message', (question: PathsQuestion) => {
  const part = pathsPart(question);
  parentPort?.postMessage(
    part,
    part.map(({ terminal }) => terminal.buffer as ArrayBuffer)
  );
});
