import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedChildren } from '../../app/children/seed.server';
import { openCheckout } from '../../app/giving/checkout-session.server';
import { GENERAL_FUND } from '../../app/giving/funds.server';
import { sponsorshipOf } from '../../app/sponsorship/queries.server';
import { requestChange, type ChangeRequest } from '../../app/sponsorship/request-change.server';
import { storeRecurring, storeSponsorship } from '../../app/sponsorship/start-recurring.server';
import { sweep } from '../../app/sponsorship/sweep.server';
import { openTestSite, type TestSite } from '../support/services';

let site: TestSite;
let tokens: string[];
beforeAll(async () => {
  site = await openTestSite();
  await seedChildren(site.services);
  tokens = (await site.services.db.child.findMany({ where: { publication: 'published' }, select: { token: true } })).map(({ token }) => token);
});
afterAll(async () => {
  await site.close();
});

const nextChild = () => tokens.pop() ?? '';
const input = () => ({ attemptId: randomUUID(), currency: 'usd' as const, frequency: 'month' as const, feeCover: 0, language: 'en' as const, email: `s-${randomUUID().slice(0, 8)}@example.com`, name: null });
const freeOf = (childToken: string) => site.services.db.slot.count({ where: { childToken, sponsorshipId: null } });

async function sponsor(child = nextChild(), slots = 1) {
  const form = input();
  expect(await storeSponsorship(site.services, form, { token: child, slots })).toEqual({ outcome: 'stored' });
  await openCheckout(site.services, form.attemptId);
  const attempt = await site.services.db.givingAttempt.findUniqueOrThrow({ where: { id: form.attemptId } });
  return { child, email: form.email, attemptId: form.attemptId, sessionId: attempt.sessionId ?? '', id: attempt.sponsorshipId ?? '', donorId: attempt.donorId };
}

async function active() {
  const made = await sponsor();
  expect((await site.pay(made.sessionId)).ok).toBe(true);
  await site.settle();
  expect((await view(made))?.state).toBe('active');
  return made;
}

type Made = Awaited<ReturnType<typeof sponsor>>;
const view = (made: Made) => sponsorshipOf(site.services, [made.donorId], made.id);
const change = (made: Made, request: ChangeRequest, formId = randomUUID()) => requestChange(site.services, { sponsorshipId: made.id, donorGroup: [made.donorId], request, actor: `donor:${made.donorId}`, formId });
const subscriptionOf = async (made: Made) => {
  const { subscriptionId } = await site.services.db.sponsorship.findUniqueOrThrow({ where: { id: made.id } });
  return site.services.payments.call((stripe) => stripe.subscriptions.retrieve(subscriptionId ?? ''));
};
const mailsTo = async (made: Made) => (await site.outbox()).filter(({ to }) => String(to) === made.email);

test('twenty donors and one last slot: exactly one gets it', async () => {
  const child = nextChild();
  await sponsor(child, 3);
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => storeSponsorship(site.services, input(), { token: child, slots: 1 })));
  expect(outcomes.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1);
  expect(outcomes.filter(({ outcome }) => outcome === 'full')).toHaveLength(19);
  expect(await freeOf(child)).toBe(0);
});

test('a refused sponsorship leaves no donor, attempt or sponsorship behind', async () => {
  const child = nextChild();
  await sponsor(child, 4);
  const before = await site.services.db.donor.count();
  expect(await storeSponsorship(site.services, input(), { token: child, slots: 1 })).toEqual({ outcome: 'full' });
  expect(await site.services.db.donor.count()).toBe(before);
});

test('a hidden child or an unknown one can’t be sponsored', async () => {
  const { token } = await site.services.db.child.findFirstOrThrow({ where: { publication: 'draft' }, select: { token: true } });
  expect(await storeSponsorship(site.services, input(), { token, slots: 1 })).toEqual({ outcome: 'not_shown' });
  expect(await storeSponsorship(site.services, input(), { token: 'AAAAAAAAAAAAAAAAAAAAAA', slots: 1 })).toEqual({ outcome: 'not_shown' });
});

test('a paid sponsorship is active, with one payment, one receipt, one welcome', async () => {
  const made = await active();
  const payments = await site.services.db.payment.findMany({ where: { sponsorshipId: made.id }, include: { receipts: true } });
  expect(payments).toHaveLength(1);
  expect(payments[0]).toMatchObject({ amount: 3800, state: 'succeeded' });
  expect(payments[0]?.receipts).toHaveLength(1);
  expect((await mailsTo(made)).map(({ subject }) => subject)).toHaveLength(2);
  expect(await freeOf(made.child)).toBe(3);
});

test('nothing about the child reaches Stripe or a mail', async () => {
  const made = await active();
  const { pseudonym } = await site.services.db.child.findUniqueOrThrow({ where: { token: made.child }, select: { pseudonym: true } });
  const said = JSON.stringify([await site.stripeGet(`/v1/checkout/sessions/${made.sessionId}`), await subscriptionOf(made), await site.stripeGet('/v1/events?limit=100'), await mailsTo(made)]);
  expect(said).not.toContain(made.child);
  expect(said).not.toMatch(new RegExp(`\\b${pseudonym}\\b`));
});

test('renewals come as one payment and one receipt each', async () => {
  const made = await active();
  await site.advance(32);
  const payments = await site.services.db.payment.findMany({ where: { sponsorshipId: made.id }, include: { receipts: true } });
  expect(payments).toHaveLength(2);
  expect(payments.every(({ receipts }) => receipts.length === 1)).toBe(true);
});

test('a pause is what Stripe says it is, skips its charge, and resumes by itself', async () => {
  const made = await active();
  const before = await view(made);
  expect(await change(made, { kind: 'pause', months: 1 })).toEqual({ outcome: 'done' });
  await site.settle();
  expect(await view(made)).toMatchObject({ state: 'paused' });
  expect((await subscriptionOf(made)).pause_collection?.behavior).toBe('void');
  expect((await view(made))?.nextChargeAt?.getTime()).toBeGreaterThan(before?.nextChargeAt?.getTime() ?? 0);
  const paid = () => site.services.db.payment.count({ where: { sponsorshipId: made.id } });
  await site.advance(32);
  expect(await paid()).toBe(1);
  await site.advance(31);
  expect(await view(made)).toMatchObject({ state: 'active' });
  expect(await paid()).toBe(2);
});

test('a pause can be ended early', async () => {
  const made = await active();
  await change(made, { kind: 'pause', months: 3 });
  expect(await change(made, { kind: 'resume' })).toEqual({ outcome: 'done' });
  expect(await view(made)).toMatchObject({ state: 'active', pausedUntil: null });
});

test('a changed amount is charged from the next renewal', async () => {
  const made = await active();
  expect(await change(made, { kind: 'amount', amount: 5000 })).toEqual({ outcome: 'done' });
  expect(await view(made)).toMatchObject({ amount: 5000 });
  await site.advance(32);
  const amounts = (await site.services.db.payment.findMany({ where: { sponsorshipId: made.id }, orderBy: { paidAt: 'asc' } })).map(({ amount }) => amount);
  expect(amounts).toEqual([3800, 5000]);
});

test('an amount below the slots, or out of range, or of somebody else is refused', async () => {
  const made = await active();
  expect(await change(made, { kind: 'amount', amount: 3700 })).toEqual({ outcome: 'refused', reason: 'below_slots' });
  expect(await change(made, { kind: 'amount', amount: 2_000_000 })).toEqual({ outcome: 'refused', reason: 'amount_out_of_range' });
  expect(await requestChange(site.services, { sponsorshipId: made.id, donorGroup: [randomUUID()], request: { kind: 'resume' }, actor: 'donor:x', formId: randomUUID() })).toEqual({ outcome: 'refused', reason: 'not_found' });
});

test('ending now cancels at Stripe, frees the slot and is never charged again', async () => {
  const made = await active();
  expect(await change(made, { kind: 'end', when: 'now', reason: null })).toEqual({ outcome: 'done' });
  expect(await view(made)).toMatchObject({ state: 'ended' });
  expect((await subscriptionOf(made)).status).toBe('canceled');
  expect(await freeOf(made.child)).toBe(4);
  await site.advance(40);
  expect(await site.services.db.payment.count({ where: { sponsorshipId: made.id } })).toBe(1);
  expect((await mailsTo(made)).length).toBe(3);
});

test('ending at the period’s end keeps the place until then', async () => {
  const made = await active();
  expect(await change(made, { kind: 'end', when: 'period_end', reason: 'moving' })).toEqual({ outcome: 'done' });
  expect(await view(made)).toMatchObject({ state: 'ending' });
  await site.advance(33);
  expect(await view(made)).toMatchObject({ state: 'ended' });
  expect(await freeOf(made.child)).toBe(4);
  expect(await site.services.db.payment.count({ where: { sponsorshipId: made.id } })).toBe(1);
});

test('Stripe down while ending: the wish is kept and carried out by the job', async () => {
  const made = await active();
  await site.fault('stripe', { method: 'DELETE', path: '/v1/subscriptions', status: 500, times: 3 });
  expect(await change(made, { kind: 'end', when: 'now', reason: null })).toEqual({ outcome: 'kept' });
  // The job that takes over is due in a few seconds; not slept through.
  await site.services.pool.query(`UPDATE pgboss.job SET start_after = now() WHERE name = 'sponsorship.change' AND state IN ('created', 'retry')`);
  await expect.poll(async () => (await view(made))?.state, { timeout: 15_000, interval: 200 }).toBe('ended');
});

test('the same form twice is one change', async () => {
  const made = await active();
  const formId = randomUUID();
  const outcomes = await Promise.all([change(made, { kind: 'pause', months: 2 }, formId), change(made, { kind: 'pause', months: 2 }, formId)]);
  expect(outcomes.every(({ outcome }) => outcome === 'done')).toBe(true);
  expect(await site.services.db.sponsorshipChange.count({ where: { sponsorshipId: made.id } })).toBe(1);
});

test('a reservation is freed only after its session is known to be over', async () => {
  const made = await sponsor();
  expect(await freeOf(made.child)).toBe(3);
  await sweep(site.services);
  expect(await freeOf(made.child)).toBe(3);
  await site.advance(1);
  await sweep(site.services);
  expect(await freeOf(made.child)).toBe(4);
  expect((await site.pay(made.sessionId)).ok).toBe(false);
  expect(await site.services.db.sponsorship.findUniqueOrThrow({ where: { id: made.id } })).toMatchObject({ state: 'released' });
});

test('a monthly gift to a fund becomes active without any child', async () => {
  const form = { ...input(), amount: 2000, fundCode: GENERAL_FUND };
  expect(await storeRecurring(site.services, form)).toEqual({ outcome: 'stored' });
  await openCheckout(site.services, form.attemptId);
  const attempt = await site.services.db.givingAttempt.findUniqueOrThrow({ where: { id: form.attemptId } });
  await site.pay(attempt.sessionId ?? '');
  await site.settle();
  expect(await site.services.db.sponsorship.findUniqueOrThrow({ where: { id: attempt.sponsorshipId ?? '' } })).toMatchObject({ state: 'active', childToken: null, amount: 2000 });
});
