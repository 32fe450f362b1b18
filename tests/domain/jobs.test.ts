import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transact } from '../../app/platform/db/client.server';
import type { JobHandlers } from '../../app/platform/jobs/queue.server';
import { raiseSilence, sweep } from '../../app/sponsorship/sweep.server';
import type { Services } from '../../app/platform/services.server';
import { openDonorServices } from '../support/donor-services';

let services: Services;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ services, close } = await openDonorServices());
});
afterAll(() => close());

const waiting = async (mailId: string) => (await services.pool.query(`SELECT 1 FROM pgboss.job WHERE name = 'mail.deliver' AND data->>'mailId' = $1`, [mailId])).rowCount;

test('a job exists exactly when the change it belongs to does', async () => {
  const [kept, lost] = [randomUUID(), randomUUID()];
  await transact(services.db, (tx) => services.jobs.enqueue(tx, 'mail.deliver', { mailId: kept }));
  await expect(
    transact(services.db, async (tx) => {
      await services.jobs.enqueue(tx, 'mail.deliver', { mailId: lost });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  expect(await waiting(kept)).toBe(1);
  expect(await waiting(lost)).toBe(0);
});

test('a stop waits for the job that is running', async () => {
  const said: string[] = [];
  let begun = () => undefined as void;
  let finish = () => undefined as void;
  const started = new Promise<void>((resolve) => (begun = resolve));
  const released = new Promise<void>((resolve) => (finish = resolve));
  const nothing = async () => undefined;
  const handlers: JobHandlers = {
    'mail.deliver': nothing, 'stripe.event': nothing, 'sponsorship.change': nothing, 'sweep.attempts': nothing, 'sweep.tidy': nothing,
    'stripe.sync': async () => {
      begun();
      await released;
      said.push('job');
    },
  };
  await services.jobs.work(handlers, {});
  await transact(services.db, (tx) => services.jobs.enqueue(tx, 'stripe.sync', { objectId: 'cs_slow' }));
  await started;
  const stopped = services.jobs.stop().then(() => said.push('stopped'));
  finish();
  await stopped;
  expect(said).toEqual(['job', 'stopped']);
});

test('an event that failed for a day is buried: counted, and no longer tried', async () => {
  await services.db.stripeEvent.create({ data: { id: 'evt_stuck', mode: 'sandbox', type: 'invoice.paid', objectId: 'in_1', createdAt: new Date(), receivedAt: new Date(Date.now() - 25 * 3_600_000), state: 'received' } });
  // Stripe can't be reached from here, which the sweep logs and survives.
  await sweep(services);
  expect(await services.db.stripeEvent.findUniqueOrThrow({ where: { id: 'evt_stuck' } })).toMatchObject({ state: 'dead' });
});

test('money that moved while Stripe has been silent for a day raises an alarm, outside the sandbox', async () => {
  const errors: object[] = [];
  const live = { db: services.db, env: { ...services.env, mode: 'test' as const }, log: { error: (line: object) => void errors.push(line) } as unknown as Services['log'] };
  expect(await raiseSilence(services)).toBe(false);
  expect(await raiseSilence(live)).toBe(false);
  await services.db.fund.create({ data: { code: 'general', position: 1, nameEn: 'General', nameKo: '일반' } });
  const donor = await services.db.donor.create({ data: { emailIndex: new Uint8Array([1]), email: new Uint8Array([1]) } });
  await services.db.givingAttempt.create({ data: { id: randomUUID(), mode: 'test', frequency: 'once', currency: 'usd', amount: 500, fundCode: 'general', language: 'en', donorId: donor.id, state: 'paid', idempotencyKey: randomUUID(), expiresAt: new Date() } });
  expect(await raiseSilence(live)).toBe(true);
  expect(errors).toMatchObject([{ event: 'stripe.events_silent' }]);
  await services.db.stripeEvent.create({ data: { id: 'evt_fresh', mode: 'test', type: 'charge.succeeded', createdAt: new Date(), state: 'processed' } });
  expect(await raiseSilence(live)).toBe(false);
});
