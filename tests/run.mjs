/**
 * Every check of the project, locally as in CI: `npm test`, or `npm test -- --only STAGE`.
 * Ends with one line, `N passed, N failed`, over everything; a stage that is no test runner counts as one.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './support/browser.mjs';
import { startPostgres } from './support/postgres.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const output = path.join(root, 'tests/output');
mkdirSync(output, { recursive: true });

const bin = (name) => path.join(root, 'node_modules', name);
const run = (args, env = {}) => spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, FORCE_COLOR: '0', ...env } }).status === 0;
const single = (ok) => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

function readReport(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function vitest(name, folders, env = {}) {
  const file = path.join(output, `${name}.json`);
  rmSync(file, { force: true });
  const ok = run([bin('vitest/vitest.mjs'), 'run', '--config', 'tests/vitest.config.ts', ...folders], { ...env, VITEST_JSON: file });
  const result = readReport(file, ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests }));
  // A file that could not even be loaded, or an error outside the tests, is a failure too.
  return ok || result.failed > 0 ? result : { ...result, failed: 1 };
}

async function onPostgres() {
  const server = process.env.TEST_DATABASE_URL ? { url: process.env.TEST_DATABASE_URL, stop() {} } : await startPostgres();
  if (!server) {
    console.log('PostgreSQL is not installed, so the domain tests ran on PGlite only. Debian: apt-get install postgresql');
    return { passed: 0, failed: 0 };
  }
  try {
    return vitest('domain-postgresql', ['tests/domain'], { TEST_DATABASE_URL: server.url });
  } finally {
    server.stop();
  }
}

function browser() {
  const executable = findBrowser();
  const file = path.join(output, 'e2e.json');
  rmSync(file, { force: true });
  const ok = run([bin('@playwright/test/cli.js'), 'test', '--config', 'tests/e2e/playwright.config.ts'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file, BROWSER_PATH: executable });
  const result = readReport(file, ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));
  return ok || result.failed > 0 ? result : { ...result, failed: 1 };
}

const STAGES = {
  generate: () => single(run([bin('prisma/build/index.js'), 'generate', '--no-hints'])),
  types: () => single(run([bin('typescript/bin/tsc'), '--noEmit'])),
  lint: () => single(run([bin('oxlint/bin/oxlint'), '--type-aware'])),
  migrations: () => single(run(['prisma/author.mjs', 'check'])),
  shapes: () => single(run(['app/sandbox/stripe/schema/generate.mjs', '--check'])),
  architecture: () => vitest('architecture', ['tests/architecture.test.ts']),
  domain: () => vitest('domain-pglite', ['tests/domain']),
  postgresql: onPostgres,
  contract: () => vitest('contract', ['tests/contract']),
  build: () => single(run(['server.js', '--build'])),
  e2e: browser,
};

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
if (only && !STAGES[only]) {
  console.error(`There is no stage "${only}". There are: ${Object.keys(STAGES).join(', ')}.`);
  process.exit(2);
}

const results = {};
for (const [name, stage] of Object.entries(STAGES)) {
  if (only && name !== only) continue;
  console.log(`\n== ${name}`);
  const from = Date.now();
  results[name] = { ...(await stage()), seconds: Math.round((Date.now() - from) / 1000) };
}

console.log('\n== results');
for (const [name, { passed, failed, seconds }] of Object.entries(results)) console.log(`${name.padEnd(14)} ${String(passed).padStart(4)} passed ${String(failed).padStart(3)} failed ${String(seconds).padStart(4)} s`);
// In CI both databases must really have been tested.
const missing = process.env.CI && !only ? ['domain', 'postgresql'].filter((name) => results[name].passed === 0) : [];
if (missing.length > 0) console.log(`Nothing ran on: ${missing.join(', ')}.`);
const passed = Object.values(results).reduce((sum, result) => sum + result.passed, 0);
const failed = Object.values(results).reduce((sum, result) => sum + result.failed, 0) + missing.length;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
