import { replayBench } from '../replay.bench';

postMessage(replayBench());
