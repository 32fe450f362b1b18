export { common } from './common';
export { giving } from './giving';
