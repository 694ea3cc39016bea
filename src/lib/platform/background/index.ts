export { alone } from './alone';
export { showBadge } from './badge';
