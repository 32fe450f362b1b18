/** `npm run shots`: screenshots of every page into `tests/output/shots`. SHOTS_WIDTHS=360,1280 takes only these. */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/e2e/playwright.config.ts', '--project', 'shots', '--no-deps', '--reporter', 'list'], { stdio: 'inherit', env: { ...process.env, SHOTS: '1' } });
console.log('The pictures are in tests/output/shots.');
process.exit(status ?? 1);
