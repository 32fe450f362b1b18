import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedChildren } from '../../app/children/seed.server';
import { openCheckout } from '../../app/giving/checkout-session.server';
import { buildReceiptMail } from '../../app/giving/receipt-mail.server';
import { LOCALES, type Locale } from '../../app/text';
import { buildSponsorshipMail } from '../../app/sponsorship/mails.server';
import { requestChange, type ChangeRequest } from '../../app/sponsorship/request-change.server';
import { storeSponsorship } from '../../app/sponsorship/start-recurring.server';
import { deliverMail, requeueMails } from '../../app/platform/mail/outbox.server';
import { openTestSite, type TestSite } from '../support/services';

let site: TestSite;
let tokens: string[];
beforeAll(async () => {
  site = await openTestSite();
  await seedChildren(site.services);
  tokens = (await site.services.db.child.findMany({ where: { publication: 'published' }, select: { token: true } })).map(({ token }) => token);
});
afterAll(() => site.close());

/** A sponsorship that goes through everything a mail is sent for. */
async function wholeLife(language: Locale) {
  const child = tokens.pop() ?? '';
  const attemptId = randomUUID();
  const email = `mail-${randomUUID().slice(0, 8)}@example.com`;
  await storeSponsorship(site.services, { attemptId, currency: 'usd', frequency: 'month', feeCover: 0, language, email, name: 'Dana “D” <Donor>' }, { token: child, slots: 1 });
  await openCheckout(site.services, attemptId);
  const attempt = await site.services.db.givingAttempt.findUniqueOrThrow({ where: { id: attemptId } });
  await site.pay(attempt.sessionId ?? '');
  await site.settle();
  const requests: ChangeRequest[] = [{ kind: 'pause', months: 2 }, { kind: 'resume' }, { kind: 'amount', amount: 5000 }, { kind: 'end', when: 'now', reason: null }];
  for (const request of requests) {
    expect(await requestChange(site.services, { sponsorshipId: attempt.sponsorshipId ?? '', donorGroup: [attempt.donorId], request, actor: `donor:${attempt.donorId}`, formId: randomUUID() })).toEqual({ outcome: 'done' });
  }
  await site.settle();
  const { pseudonym } = await site.services.db.child.findUniqueOrThrow({ where: { token: child } });
  return { email, child, pseudonym, mails: (await site.outbox()).filter(({ to }) => String(to) === email).reverse() };
}

test.each(LOCALES)('every mail of a sponsorship’s life, in %s: absolute links, no pictures, nothing of the child, light enough', async (language) => {
  const { mails, child, pseudonym } = await wholeLife(language);
  expect(mails).toHaveLength(6);
  expect(new Set(mails.map(({ subject }) => subject)).size).toBe(6);
  for (const { subject, html, text } of mails) {
    const all = `${subject}\n${html}\n${text}`;
    expect(all).not.toContain(child);
    expect(all).not.toMatch(new RegExp(`\\b${pseudonym}\\b`));
    expect(all).not.toContain('undefined');
    expect(html).not.toMatch(/<img|url\(|<script|<link/i);
    for (const [, href] of html.matchAll(/href="([^"]+)"/g)) expect(href).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
    expect(Buffer.byteLength(html)).toBeLessThan(102 * 1024);
    expect(html).toContain(`lang="${language}"`);
    expect(html).toContain('color-scheme');
    expect(text).not.toMatch(/<\/?(p|div|td|span|br|a|table|html)\b/);
    expect(text.split('\n').every((line) => line.length <= 120)).toBe(true);
    expect(/[가-힣]/.test(subject)).toBe(language === 'ko');
    // The address to act at stands in both.
    for (const body of [html, text]) expect(body).toMatch(/\/account\/sponsorships\/[0-9a-f-]{36}/);
  }
  expect(mails.find(({ subject }) => /TEST-/.test(subject))?.html).toContain('Dana “D” &lt;Donor&gt;');
});

test('a mail whose job was lost is found again and sent once', async () => {
  const { db, pool } = site.services;
  const receipt = await db.receipt.findFirstOrThrow();
  const row = await db.outboxMail.create({ data: { kind: 'receipt', reference: receipt.id, dedupeKey: `lost:${randomUUID()}`, createdAt: new Date(Date.now() - 3_600_000) } });
  expect(await requeueMails(site.services)).toBe(1);
  await site.settle();
  expect(await db.outboxMail.findUniqueOrThrow({ where: { id: row.id } })).toMatchObject({ state: 'sent', tries: 1 });
  const { rows } = await pool.query(`SELECT count(*)::int AS mails FROM resend_standin.mail WHERE key = $1`, [`mail:${row.id}`]);
  expect(rows).toEqual([{ mails: 1 }]);
});

test('a mail that was handed over just before a crash is not sent a second time', async () => {
  const { db, pool } = site.services;
  const receipt = await db.receipt.findFirstOrThrow();
  const build = (reference: string) => buildReceiptMail(site.services, reference);
  const builders = { receipt: build, welcome: build, 'sign-in': build, paused: build, resumed: build, changed: build, ended: build };
  const row = await db.outboxMail.create({ data: { kind: 'receipt', reference: receipt.id, dedupeKey: `crash:${randomUUID()}` } });
  await deliverMail(site.services, row.id, builders);
  // The process died after Resend had taken it and before that was written down.
  await db.outboxMail.update({ where: { id: row.id }, data: { state: 'sending', sentAt: null, providerId: null } });
  await deliverMail(site.services, row.id, builders);
  expect(await db.outboxMail.findUniqueOrThrow({ where: { id: row.id } })).toMatchObject({ state: 'sent' });
  expect((await pool.query(`SELECT 1 FROM resend_standin.mail WHERE key = $1`, [`mail:${row.id}`])).rowCount).toBe(1);
});

test('after Resend’s memory has passed an unanswered mail is shown as unknown and not sent by itself', async () => {
  const { db } = site.services;
  const receipt = await db.receipt.findFirstOrThrow();
  const row = await db.outboxMail.create({ data: { kind: 'receipt', reference: receipt.id, dedupeKey: `old:${randomUUID()}`, state: 'sending', firstTryAt: new Date(Date.now() - 24 * 3_600_000) } });
  await deliverMail(site.services, row.id, {} as never);
  expect(await db.outboxMail.findUniqueOrThrow({ where: { id: row.id } })).toMatchObject({ state: 'unknown' });
});

test('nobody is written to once their data key is destroyed', async () => {
  const { db } = site.services;
  const transition = await db.sponsorshipTransition.findFirstOrThrow({ where: { kind: 'start' }, include: { sponsorship: true } });
  const receipt = await db.receipt.findFirstOrThrow({ where: { donorId: transition.sponsorship.donorId } });
  await db.donor.update({ where: { id: transition.sponsorship.donorId }, data: { dataKey: null, dataKeyId: null } });
  expect(await buildSponsorshipMail(site.services, transition.id)).toBeNull();
  expect(await buildReceiptMail(site.services, receipt.id)).toBeNull();
});

test('an outbox row holds ids and nothing of a person', async () => {
  const { rows } = await site.services.pool.query<{ column_name: string }>(`SELECT column_name FROM information_schema.columns WHERE table_name = 'OutboxMail'`);
  expect(rows.map(({ column_name }) => column_name)).not.toEqual(expect.arrayContaining(['email']));
  expect(JSON.stringify(await site.services.db.outboxMail.findMany())).not.toMatch(/@example\.com|Dana/);
});
