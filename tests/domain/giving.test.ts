import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCheckout } from '../../app/giving/checkout-session.server';
import { GENERAL_FUND } from '../../app/giving/funds.server';
import { storeGift, type GiftInput } from '../../app/giving/start-gift.server';
import { syncCheckoutSession } from '../../app/sponsorship/sync.server';
import { settleAttempt, sweep } from '../../app/sponsorship/sweep.server';
import { openTestSite, type TestSite } from '../support/services';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
});
afterAll(async () => {
  await site.close();
});

const gift = (over: Partial<GiftInput> = {}): GiftInput => ({
  attemptId: randomUUID(), frequency: 'once', currency: 'usd', amount: 2500, feeCover: 0, fundCode: GENERAL_FUND, language: 'en', email: `donor-${randomUUID().slice(0, 8)}@example.com`, name: 'Dana Donor', ...over,
});

async function openSession(input: GiftInput): Promise<string> {
  expect(await storeGift(site.services, input)).toEqual({ outcome: 'stored' });
  expect((await openCheckout(site.services, input.attemptId)).outcome).toBe('redirect');
  const attempt = await site.services.db.givingAttempt.findUniqueOrThrow({ where: { id: input.attemptId } });
  return attempt.sessionId ?? '';
}

const paymentsOf = (attemptId: string) => site.services.db.payment.findMany({ where: { attemptId }, include: { receipts: true, ledgerEntries: { include: { lines: true } } } });

test('a paid gift is one payment, one balanced posting, one receipt and one mail, whoever hears of it first', async () => {
  const input = gift({ feeCover: 106 });
  const sessionId = await openSession(input);
  expect((await site.pay(sessionId)).ok).toBe(true);
  await Promise.all([1, 2, 3, 4, 5].map(() => syncCheckoutSession(site.services, sessionId)));
  await site.settle();
  const payments = await paymentsOf(input.attemptId);
  expect(payments).toHaveLength(1);
  const [payment] = payments;
  expect(payment).toMatchObject({ amount: 2606, currency: 'usd', state: 'succeeded', fee: 106 });
  expect(payment?.receipts).toHaveLength(1);
  expect(payment?.ledgerEntries).toHaveLength(1);
  expect(payment?.ledgerEntries[0]?.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(0);
  const mails = (await site.outbox()).filter(({ to }) => String(to) === input.email);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).toContain('USD 26.06');
});

test('the same form sent twenty times at once opens one session', async () => {
  const input = gift();
  const opened = await Promise.all(
    Array.from({ length: 20 }, async () => {
      await storeGift(site.services, input);
      return openCheckout(site.services, input.attemptId);
    }),
  );
  const urls = new Set(opened.flatMap((one) => (one.outcome === 'redirect' ? [one.url] : [])));
  expect(urls.size).toBe(1);
  expect(await site.services.db.givingAttempt.count({ where: { id: input.attemptId } })).toBe(1);
  expect(await site.services.db.donor.count({ where: { attempts: { some: { id: input.attemptId } } } })).toBe(1);
});

test('a form that comes again with another address changes nothing', async () => {
  const input = gift();
  await openSession(input);
  expect(await storeGift(site.services, { ...input, email: 'somebody@else.example' })).toEqual({ outcome: 'differs' });
});

test('Stripe down keeps the attempt, and trying again goes on with it', async () => {
  const input = gift();
  await storeGift(site.services, input);
  await site.fault('stripe', { method: 'POST', path: '/v1/checkout/sessions', status: 500, times: 9 });
  expect(await openCheckout(site.services, input.attemptId)).toEqual({ outcome: 'unavailable' });
  await site.fault('stripe', { method: 'POST', path: '/v1/checkout/sessions', status: 500, times: 0 });
  expect((await openCheckout(site.services, input.attemptId)).outcome).toBe('redirect');
  const { data } = await site.stripeGet<{ data: { client_reference_id: string }[] }>('/v1/checkout/sessions?limit=100');
  expect(data.filter((session) => session.client_reference_id === input.attemptId)).toHaveLength(1);
});

test('an answer lost on the way still makes one session', async () => {
  const input = gift();
  await storeGift(site.services, input);
  await site.fault('stripe', { method: 'POST', path: '/v1/checkout/sessions', status: 500, times: 3, after: true });
  await openCheckout(site.services, input.attemptId);
  await site.fault('stripe', { method: 'POST', path: '/v1/checkout/sessions', status: 500, times: 0 });
  await settleAttempt(site.services, input.attemptId);
  const { data } = await site.stripeGet<{ data: { client_reference_id: string }[] }>('/v1/checkout/sessions?limit=100');
  expect(data.filter((session) => session.client_reference_id === input.attemptId)).toHaveLength(1);
  expect((await site.services.db.givingAttempt.findUniqueOrThrow({ where: { id: input.attemptId } })).state).toBe('open');
});

test('a donor who pays and closes the tab while the webhooks are lost is found by the sweep', async () => {
  const input = gift();
  const sessionId = await openSession(input);
  await site.services.db.givingAttempt.update({ where: { id: input.attemptId }, data: { createdAt: new Date(site.services.clock.now().getTime() - 20 * 60_000) } });
  await fetch(`${site.sandbox.paymentsUrl}/_emulator/webhooks`, { method: 'POST', headers: { authorization: 'Bearer sk_test_sandbox_000000', 'content-type': 'application/json' }, body: JSON.stringify({ mode: 'drop', times: 50 }) });
  expect((await site.pay(sessionId)).ok).toBe(true);
  await fetch(`${site.sandbox.paymentsUrl}/_emulator/webhooks`, { method: 'POST', headers: { authorization: 'Bearer sk_test_sandbox_000000', 'content-type': 'application/json' }, body: JSON.stringify({ mode: 'normal', times: 0 }) });
  await sweep(site.services);
  await site.settle();
  expect(await paymentsOf(input.attemptId)).toHaveLength(1);
});

test('a declined card pays nothing and receipts nothing', async () => {
  const input = gift();
  const sessionId = await openSession(input);
  expect((await site.pay(sessionId, '4000000000000002')).status).toBe(402);
  await syncCheckoutSession(site.services, sessionId);
  expect(await paymentsOf(input.attemptId)).toHaveLength(0);
});

test('receipt numbers of a year have no gaps, in parallel too', async () => {
  const inputs = Array.from({ length: 8 }, () => gift());
  const sessions = [];
  for (const input of inputs) sessions.push(await openSession(input));
  for (const session of sessions) await site.pay(session);
  await Promise.all(sessions.map((session) => syncCheckoutSession(site.services, session)));
  await site.settle();
  const receipts = await site.services.db.receipt.findMany({ orderBy: { number: 'asc' } });
  expect(receipts.map(({ number }) => number)).toEqual(receipts.map((_, index) => index + 1));
});

test('a refund in Stripe’s dashboard becomes a refund here with its posting', async () => {
  const input = gift({ amount: 4000 });
  const sessionId = await openSession(input);
  await site.pay(sessionId);
  await site.settle();
  const [payment] = await paymentsOf(input.attemptId);
  await site.services.payments.call((stripe) => stripe.refunds.create({ charge: payment?.chargeId ?? '', amount: 1500 }));
  await site.settle();
  const refunds = await site.services.db.refund.findMany({ where: { paymentId: payment?.id ?? '' }, include: { ledgerEntries: { include: { lines: true } } } });
  expect(refunds).toMatchObject([{ amount: 1500, state: 'succeeded' }]);
  expect(refunds[0]?.ledgerEntries[0]?.lines.find(({ account }) => account === 'giving')?.amount).toBe(1500);
});

test('Resend down delays the receipt, and it then arrives once', async () => {
  const input = gift();
  const sessionId = await openSession(input);
  await site.fault('resend', { method: 'POST', path: '/emails', status: 500, times: 1, after: true });
  await site.pay(sessionId);
  await expect.poll(async () => (await site.outbox()).filter(({ to }) => String(to) === input.email).length, { timeout: 30_000, interval: 300 }).toBe(1);
  await site.services.db.outboxMail.findFirstOrThrow({ where: { kind: 'receipt' }, orderBy: { createdAt: 'desc' } });
});

test('a session of somebody else’s claims nothing', async () => {
  const session = await site.services.payments.call((stripe) =>
    stripe.checkout.sessions.create({ mode: 'payment', success_url: 'http://127.0.0.1/x', line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 900, product_data: { name: 'x' } } }] }),
  );
  expect(await syncCheckoutSession(site.services, session.id)).toBe(false);
});
