import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStandIns } from '../../app/sandbox/open';
import { createDb, transact } from '../../app/platform/db/client.server';
import { parseEnv } from '../../app/platform/env.server';
import { createMailPort } from '../../app/platform/mail/port.server';
import { createPaymentPort, PaymentError } from '../../app/platform/payments/port.server';
import { openTestPool, type TestPool } from '../support/database';

let database: TestPool;
let standIns: Awaited<ReturnType<typeof openStandIns>>;
const env = parseEnv({ DATA_DIR: mkdtempSync(path.join(tmpdir(), 'ports-')) });

beforeAll(async () => {
  database = await openTestPool();
  standIns = await openStandIns({ pool: database.pool, siteUrl: 'http://127.0.0.1:9', stripe: { port: 0, key: env.stripe.key, webhookSecret: 'whsec_0123456789abcdef' }, resend: { port: 0, key: env.resend.key, webhookSecret: env.resend.webhookSecret }, log: () => undefined });
});
afterAll(async () => {
  await standIns.close();
  await database.close();
});

const arm = (base: string, key: string, fault: object) => fetch(`${base}/_emulator/faults`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(fault) });
const letter = (key: string) => ({ to: 'a@example.com', subject: 'S', html: '<p>S</p>', text: 'S', idempotencyKey: key });
const faultOf = async (work: Promise<unknown>) => work.then(() => null, (error: unknown) => (error instanceof PaymentError ? error.fault : error));

test('the payment port does what is asked, and says whether Stripe refused or could not be reached', async () => {
  const port = createPaymentPort(env, standIns.paymentsUrl);
  expect((await port.call((stripe) => stripe.customers.create({ email: 'p@example.com' }))).object).toBe('customer');
  expect(await faultOf(port.call((stripe) => stripe.customers.retrieve('cus_none')))).toEqual({ kind: 'refused', code: 'resource_missing', status: 404 });
  await arm(standIns.paymentsUrl, env.stripe.key, { method: 'GET', path: '/v1/customers', status: 500, times: 9 });
  expect(await faultOf(port.call((stripe) => stripe.customers.list()))).toEqual({ kind: 'unavailable' });
  await arm(standIns.paymentsUrl, env.stripe.key, { method: 'GET', path: '/v1/customers', status: 0, times: 9 });
  expect(await faultOf(port.call((stripe) => stripe.customers.list()))).toEqual({ kind: 'unavailable' });
  await arm(standIns.paymentsUrl, env.stripe.key, { method: 'GET', path: '/v1/customers', status: 429, times: 9 });
  expect(await faultOf(port.call((stripe) => stripe.customers.list()))).toEqual({ kind: 'unavailable' });
  await arm(standIns.paymentsUrl, env.stripe.key, { method: 'GET', path: '/v1/customers', status: 500, times: 0 });
  expect(await faultOf(createPaymentPort(env, 'http://127.0.0.1:9').call((stripe) => stripe.customers.list()))).toEqual({ kind: 'unavailable' });
});

test('the mail port hands over once per key, and says whether it was taken, refused or unanswered', async () => {
  const port = createMailPort(env, standIns.outboxUrl);
  const first = await port.send(letter('p1'));
  expect(first.outcome).toBe('accepted');
  expect(await port.send(letter('p1'))).toEqual(first);
  expect(await port.send({ ...letter('p1'), subject: 'Other bytes' })).toEqual({ outcome: 'accepted', providerId: null });
  expect(await port.send({ ...letter('p2'), to: 'nobody' })).toEqual({ outcome: 'refused', code: 'validation_error' });
  await arm(standIns.outboxUrl, env.resend.key, { method: 'POST', path: '/emails', status: 500, times: 1 });
  expect((await port.send(letter('p3'))).outcome).toBe('unavailable');
  await arm(standIns.outboxUrl, env.resend.key, { method: 'POST', path: '/emails', status: 429, times: 1 });
  expect((await port.send(letter('p3'))).outcome).toBe('unavailable');
  expect((await port.send(letter('p3'))).outcome).toBe('accepted');
  expect((await createMailPort(env, 'http://127.0.0.1:9').send(letter('p4'))).outcome).toBe('unavailable');
});

test('neither port works inside a database transaction', async () => {
  const db = createDb(database.pool);
  const payments = createPaymentPort(env, standIns.paymentsUrl);
  const mail = createMailPort(env, standIns.outboxUrl);
  await expect(transact(db, async () => payments.call((stripe) => stripe.customers.list()))).rejects.toThrow('inside a database transaction');
  await expect(transact(db, async () => mail.send(letter('tx')))).rejects.toThrow('inside a database transaction');
  await db.$disconnect();
});
