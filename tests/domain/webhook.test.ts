import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processEvents } from '../../app/sponsorship/process-event.server';
import { openTestSite, type TestSite } from '../support/services';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ workers: false });
});
afterAll(async () => {
  await site.close();
});

const now = () => Math.floor(Date.now() / 1000);
const eventBody = (over: object = {}) => JSON.stringify({ id: `evt_${randomUUID().replaceAll('-', '')}`, object: 'event', type: 'customer.created', created: now(), livemode: false, data: { object: { id: 'cus_1' } }, ...over });

function sign(body: string, { at = now(), secret = site.services.env.stripe.webhookSecrets[0] ?? '' } = {}) {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
}

function post(body: string, signature?: string) {
  return fetch(`${site.url}/webhooks/stripe`, { method: 'POST', headers: { 'content-type': 'application/json', ...(signature ? { 'stripe-signature': signature } : {}) }, body });
}

const count = () => site.services.db.stripeEvent.count();

test('a signed event is stored once, however often and at once it comes', async () => {
  const body = eventBody();
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(body, sign(body))));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const id = (JSON.parse(body) as { id: string }).id;
  expect(await site.services.db.stripeEvent.count({ where: { id } })).toBe(1);
  const { rows } = await site.services.pool.query(`SELECT count(*)::int AS jobs FROM pgboss.job WHERE name = 'stripe.event' AND data->'eventIds' ? $1`, [id]);
  expect(rows[0]).toEqual({ jobs: 1 });
});

test.each([
  ['missing', () => undefined],
  ['of another secret', (body: string) => sign(body, { secret: 'whsec_somebody_elses_secret' })],
  ['of other bytes', (body: string) => sign(`${body} `)],
  ['301 seconds old', (body: string) => sign(body, { at: now() - 301 })],
  ['from 310 seconds ahead', (body: string) => sign(body, { at: now() + 310 })],
  ['garbled', () => 't=abc,v1=zz'],
])('a signature that is %s is answered 400, and no row is written', async (_name, signature) => {
  const before = await count();
  const body = eventBody();
  expect((await post(body, signature(body))).status).toBe(400);
  expect(await count()).toBe(before);
});

test('a body over 1 MB is answered 400, and no row is written', async () => {
  const before = await count();
  const body = eventBody({ padding: 'x'.repeat(1024 * 1024 + 1) });
  const answer = await post(body, sign(body)).catch(() => null);
  // The server may close while the rest is still being sent.
  if (answer) expect(answer.status).toBe(400);
  expect(await count()).toBe(before);
});

test('an event of another mode is kept and never applied', async () => {
  const body = eventBody({ livemode: true });
  expect((await post(body, sign(body))).status).toBe(200);
  const { id } = JSON.parse(body) as { id: string };
  expect(await site.services.db.stripeEvent.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'ignored', mode: 'live' });
});

test('one event that fails goes on by itself and doesn’t hold up those stored with it', async () => {
  const good = eventBody();
  const bad = eventBody({ type: 'invoice.paid', data: { object: { id: 'in_unreachable' } } });
  await Promise.all([good, bad].map((body) => post(body, sign(body))));
  const ids = [bad, good].map((body) => (JSON.parse(body) as { id: string }).id);
  await site.fault('stripe', { method: 'GET', path: '/v1/invoices', status: 500, times: 9 });
  await processEvents(site.services, ids);
  await site.fault('stripe', { method: 'GET', path: '/v1/invoices', status: 500, times: 0 });
  const states = await site.services.db.stripeEvent.findMany({ where: { id: { in: ids } }, select: { id: true, state: true } });
  expect(new Map(states.map(({ id, state }) => [id, state]))).toEqual(new Map([[ids[0], 'received'], [ids[1], 'ignored']]));
  const { rows } = await site.services.pool.query(`SELECT data FROM pgboss.job WHERE name = 'stripe.event' AND data = $1`, [{ eventIds: [ids[0]] }]);
  expect(rows).not.toHaveLength(0);
});

test('a failing database is answered with 503, so that Stripe sends again', async () => {
  const body = eventBody();
  const { pool } = site.services;
  const query = pool.query.bind(pool);
  // The one thing that can't be made to fail from outside without losing the other tests' database.
  pool.query = (() => Promise.reject(new Error('disk full')));
  const answer = await post(body, sign(body));
  pool.query = query;
  expect(answer.status).toBe(503);
  expect(await site.services.db.stripeEvent.count({ where: { id: (JSON.parse(body) as { id: string }).id } })).toBe(0);
});
