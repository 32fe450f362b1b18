import { spawnSync } from 'node:child_process';
import { startSite } from '../support/site.mjs';
import { REVIEW } from '../support/pages';
import { expect, test } from './fixtures';

// Real processes, one after the other: two cores carry no more.
test.describe.configure({ mode: 'serial' });

test('a half-set environment stops the start and names what is missing', () => {
  const { status, stderr } = spawnSync(process.execPath, ['server.js'], { env: { ...process.env, STRIPE_SECRET_KEY: 'sk_live_0123456789', PORT: 'eighty' }, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('PORT');
  const half = spawnSync(process.execPath, ['server.js'], { env: { ...process.env, STRIPE_SECRET_KEY: 'sk_live_0123456789' }, encoding: 'utf8' });
  expect(half.status).toBe(1);
  for (const name of ['RESEND_API_KEY', 'ENCRYPTION_KEYS', 'DATABASE_URL', 'SITE_URL']) expect(half.stderr).toContain(name);
});

test('health, metrics, one owner per folder, and a stop that lets requests under way finish', async () => {
  test.setTimeout(120_000);
  const site = await startSite();
  await site.ready();
  expect(await (await fetch(`${site.url}/health/live`)).json()).toEqual({ status: 'ok' });
  expect(await (await fetch(`${site.url}/health/ready`)).json()).toEqual({ status: 'ok', database: true, jobs: true });
  expect(await (await fetch(`${site.url}/metrics`)).text()).toContain('stripe_last_event_age_seconds -1');

  const second = await startSite({ DATA_DIR: site.dataDir });
  expect(await second.exited).not.toBe(0);
  expect(second.output()).toContain('Another process is using the embedded database');

  // A gift whose customer takes Stripe a second and a half to make, while the process is told to stop.
  await fetch(`${site.stripe}/_emulator/faults`, { method: 'POST', headers: { authorization: 'Bearer sk_test_sandbox_000000', 'content-type': 'application/json' }, body: JSON.stringify({ method: 'POST', path: '/v1/customers', status: 200, times: 1, delayMs: 1_500 }) });
  const form = new URLSearchParams(REVIEW);
  const review = await fetch(`${site.url}/give/review?${form}`);
  const html = await review.text();
  for (const name of ['attempt', 'token']) form.set(name, new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '');
  form.set('website', '');
  form.set('email', 'slow@example.com');
  const send = () => fetch(review.url, { method: 'POST', body: form, headers: { origin: site.url }, redirect: 'manual' });
  let answer = send();
  // Refused at once while it is too young to have been read; once it is accepted, Stripe keeps it waiting.
  const waiting = async () => {
    const early = await Promise.race([answer, new Promise<null>((resolve) => setTimeout(resolve, 400, null))]);
    if (early) answer = send();
    return early === null;
  };
  await expect.poll(waiting, { timeout: 10_000 }).toBe(true);
  const stopped = site.stop();
  expect((await answer).status).toBe(303);
  expect(await stopped).toBe(0);

  // The attempt and the children are there again after the restart, which builds nothing.
  const again = await startSite({ DATA_DIR: site.dataDir, PORT: String(site.port) });
  await again.ready();
  expect((await fetch(`${again.url}/children`)).status).toBe(200);
  expect(again.output()).not.toContain('Building');
  expect(await again.stop()).toBe(0);
  again.remove();
});
