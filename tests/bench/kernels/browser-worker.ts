import { kernelsBench } from '../kernels.bench';

postMessage(kernelsBench());
