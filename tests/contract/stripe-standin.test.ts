import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStripeStandIn } from '../../app/sandbox/stripe/start';
import { openTestPool, type TestPool } from '../support/database';

const run = promisify(execFile);
const KIT = path.resolve('tests/contract/stripe-kit');
const KEY = 'sk_test_sandbox_000000';

/** The flows that this stand-in has so far; the rest of the kit comes with the rest of the payments. */
const FLOWS = ['auth', 'errors', 'customers', 'pagination', 'idempotency', 'catalog', 'onetime', 'sponsorship', 'change-amount', 'pause', 'cancel', 'events', 'webhooks'];

let database: TestPool;
beforeAll(async () => {
  database = await openTestPool({ empty: true });
  // Derived from the installed SDK's declarations; takes a while, so once.
  if (!existsSync(path.join(KIT, 'schema/schema.json'))) await run(process.execPath, ['gen-schema.mjs'], { cwd: KIT });
}, 120_000);
afterAll(() => database.close());

interface Report {
  sum: { PASS?: number; FAIL?: number; MISSING?: number };
  results: { verdict?: string; status?: string; [field: string]: unknown }[];
}

test.each([
  ['the payment pages’ own protocol', {}],
  ['the hosted page, without script', { CHECKOUT: 'html' }],
])('the conformance kit passes through %s', async (_name, env) => {
  const standIn = await startStripeStandIn({ pool: database.pool, host: '127.0.0.1', port: 0, key: KEY });
  mkdirSync('tests/output', { recursive: true });
  const report = path.resolve(`tests/output/stripe-kit-${Object.values(env)[0] ?? 'pages'}.json`);
  try {
    const { stdout } = await run(process.execPath, ['kit.mjs'], { cwd: KIT, env: { ...process.env, ...env, BASE: standIn.url, KEY, ONLY: FLOWS.join(','), REPORT: report }, maxBuffer: 64 * 1024 * 1024 }).catch((failed: { stdout: string }) => failed);
    const { sum } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    expect({ failed: sum.FAIL ?? 0, missing: sum.MISSING ?? 0 }, stdout.split('\n').filter((line) => /^(FAIL|MISSING)/.test(line)).join('\n')).toEqual({ failed: 0, missing: 0 });
    for (const flow of FLOWS) expect(stdout, `flow ${flow}`).toContain(flow);
    expect(sum.PASS).toBeGreaterThan(200);
  } finally {
    await standIn.close();
  }
}, 240_000);

test('what the stand-in holds is there again after a restart', async () => {
  const call = async (url: string, target: string, body?: string) => (await fetch(`${url}${target}`, { method: body ? 'POST' : 'GET', headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/x-www-form-urlencoded' }, ...(body ? { body } : {}) })).json() as Promise<{ id: string; email: string; now: number }>;
  const first = await startStripeStandIn({ pool: database.pool, host: '127.0.0.1', port: 0, key: KEY });
  const { id } = await call(first.url, '/v1/customers', 'email=kept@example.com');
  await first.close();
  const second = await startStripeStandIn({ pool: database.pool, host: '127.0.0.1', port: 0, key: KEY });
  expect(await call(second.url, `/v1/customers/${id}`)).toMatchObject({ id, email: 'kept@example.com' });
  await second.close();
});
