import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AppLoadContext } from '@remix-run/node';
import { askingBrowser, askingBrowserCookie, newAskingBrowser } from '../../app/access/asking-browser.server';
import { readCode, signInSecrets } from '../../app/access/secrets.server';
import { closeSession, currentDonor, openSession, requireDonor, sessionCookie } from '../../app/access/session.server';
import { CODE_TRIES, signInLinkState } from '../../app/access/sign-in-request.server';
import { createDonor } from '../../app/donors/create-donor.server';
import { requestSignIn } from '../../app/donors/request-sign-in.server';
import { signIn } from '../../app/donors/sign-in.server';
import { buildSignInMail } from '../../app/donors/sign-in-mail.server';
import { tidy } from '../../app/donors/tidy.server';
import { transact } from '../../app/platform/db/client.server';
import { cookie } from '../../app/platform/http/cookies.server';
import { safePath } from '../../app/platform/http/safe-redirect';
import type { Services } from '../../app/platform/services.server';
import { openDonorServices } from '../support/donor-services';

let services: Services;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ services, close } = await openDonorServices());
});
afterAll(() => close());
// Limits have a test of their own below.
beforeEach(() => services.pool.query('DELETE FROM rate_limit'));

const create = (email: string) => transact(services.db, (tx) => createDonor(services, tx, { email, language: 'en' }));
const address = () => `a-${randomUUID().slice(0, 8)}@example.com`;
const newBrowser = () => randomBytes(32).toString('base64url');

/** Asks as a browser does and reads the request that was stored for it. */
async function ask(email: string, browser = newBrowser()) {
  expect(await requestSignIn(services, { email, address: '192.0.2.1', browser })).toEqual({ outcome: 'asked' });
  const request = await services.db.signInRequest.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
  return { browser, request, ...signInSecrets(services.vault, request.id) };
}

async function askKnown() {
  const email = address();
  const { donorId } = await create(email);
  return { email, donorId, ...(await ask(email)) };
}

const visit = (cookieValue: string | null) => {
  const request = new Request('http://127.0.0.1:3000/account/giving?before=1', cookieValue === null ? {} : { headers: { cookie: sessionCookie(services, cookieValue).split(';')[0] ?? '' } });
  return { request, context: { services } as AppLoadContext };
};
const who = (cookieValue: string | null) => {
  const { request, context } = visit(cookieValue);
  return currentDonor(request, context);
};
const sessionsOf = (donorId: string) => services.db.session.count({ where: { donorId } });
const expire = (id: string) => services.db.signInRequest.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });

test('a known and an unknown address get the same answer, the same rows and the same limits', async () => {
  const email = address();
  const { donorId } = await create(email);
  const known = await ask(email);
  const unknown = await ask(address());
  expect(known.request.donorId).toBe(donorId);
  expect(unknown.request.donorId).toBeNull();
  for (const { request } of [known, unknown]) {
    const mail = await services.db.outboxMail.findUniqueOrThrow({ where: { dedupeKey: `sign-in:${request.id}` } });
    expect(mail).toMatchObject({ kind: 'sign-in', reference: request.id, state: 'queued' });
    expect(await services.pool.query(`SELECT 1 FROM pgboss.job WHERE name = 'mail.deliver' AND data->>'mailId' = $1`, [mail.id])).toMatchObject({ rowCount: 1 });
  }
  const mail = await buildSignInMail(services, known.request.id);
  expect(mail?.to).toBe(email);
  for (const body of [mail?.html, mail?.text]) for (const secret of [`http://127.0.0.1:3000/sign-in/${known.token}`, known.code]) expect(body).toContain(secret);
  expect(await buildSignInMail(services, unknown.request.id)).toBeNull();
  for (const { browser } of [known, unknown]) expect(await signIn(services, { code: 'AAAA-AAAA' }, browser, null)).toEqual({ outcome: 'wrong' });
});

test('the request holds neither link nor code', async () => {
  const { request, token, code } = await askKnown();
  const row = JSON.stringify(request);
  for (const secret of [token, code, code.replace('-', '')]) expect(row).not.toContain(secret);
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
});

test('a link signs in once, in the browser that asked', async () => {
  const { browser, donorId, token } = await askKnown();
  expect(await signInLinkState(services.db, token, browser)).toBe('ready');
  const outcome = await signIn(services, { token }, browser, null);
  expect(outcome).toEqual({ outcome: 'signed_in', session: expect.any(String) });
  expect(await who('session' in outcome ? outcome.session : null)).toMatchObject({ donorId });
  expect(await services.db.donor.findUniqueOrThrow({ where: { id: donorId } })).toMatchObject({ provenAt: expect.any(Date) });
  expect(await signIn(services, { token }, browser, null)).toEqual({ outcome: 'used' });
  expect(await signInLinkState(services.db, token, browser)).toBe('used');
  expect(await sessionsOf(donorId)).toBe(1);
});

test('looking at a link never uses it up', async () => {
  const { browser, token } = await askKnown();
  for (let look = 0; look < 10; look++) expect(await signInLinkState(services.db, token, look % 2 ? browser : null)).toBe(look % 2 ? 'ready' : 'other_browser');
  expect((await signIn(services, { token }, browser, null)).outcome).toBe('signed_in');
});

test('a wrong, an old or somebody else’s link opens nothing', async () => {
  const { browser, donorId, request, token } = await askKnown();
  expect(await signIn(services, { token: randomBytes(32).toString('base64url') }, browser, null)).toEqual({ outcome: 'wrong' });
  for (const other of [null, newBrowser()]) expect(await signIn(services, { token }, other, null)).toEqual({ outcome: 'other_browser' });
  await expire(request.id);
  expect(await signIn(services, { token }, browser, null)).toEqual({ outcome: 'old' });
  expect(await buildSignInMail(services, request.id)).toBeNull();
  expect(await sessionsOf(donorId)).toBe(0);
});

test('a request lives ten minutes of wall time, whatever the business clock says', async () => {
  await services.clock.setOffset(40 * 86_400);
  const { request } = await askKnown();
  expect(request.expiresAt.getTime() - request.createdAt.getTime()).toBe(600_000);
  expect(Math.abs(request.createdAt.getTime() - Date.now())).toBeLessThan(5_000);
});

test('a code signs in only in the browser that asked, however it is typed', async () => {
  const { browser, code, donorId } = await askKnown();
  const typed = readCode(` ${code.toLowerCase().replace('-', ' – ')} `) ?? '';
  expect(typed).toBe(code);
  for (const other of [null, newBrowser()]) expect(await signIn(services, { code: typed }, other, null)).toEqual({ outcome: 'other_browser' });
  expect((await signIn(services, { code: typed }, browser, null)).outcome).toBe('signed_in');
  expect(await signIn(services, { code: typed }, browser, null)).toEqual({ outcome: 'used' });
  expect(await sessionsOf(donorId)).toBe(1);
});

test('letters that look like digits are read as them, and what can’t be a code is no try', () => {
  expect(readCode('OIL0-1234')).toBe('0110-1234');
  for (const typed of ['', '1234', '123456789', 'UUUU-UUUU', 'abcd-efg!', '한글한글-한글한글']) expect(readCode(typed)).toBeNull();
});

test('after five wrong codes neither the code nor the link works', async () => {
  const { browser, code, donorId, token } = await askKnown();
  const outcomes = [];
  for (let tried = 0; tried < CODE_TRIES; tried++) outcomes.push((await signIn(services, { code: code === 'AAAA-AAAA' ? 'BBBB-BBBB' : 'AAAA-AAAA' }, browser, null)).outcome);
  expect(outcomes).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'dead']);
  expect(await signIn(services, { code }, browser, null)).toEqual({ outcome: 'dead' });
  expect(await signIn(services, { token }, browser, null)).toEqual({ outcome: 'dead' });
  expect(await sessionsOf(donorId)).toBe(0);
});

test('guessing side by side gains no tries', async () => {
  const { browser, request } = await askKnown();
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, guess) => signIn(services, { code: `AAAA-AA${String(guess).padStart(2, '0')}` }, browser, null)));
  expect(outcomes.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(CODE_TRIES - 1);
  expect(await services.db.signInRequest.findUniqueOrThrow({ where: { id: request.id } })).toMatchObject({ codeTries: CODE_TRIES, usedAt: null });
});

test('of twenty uses of one link at once, one gets a session', async () => {
  const { browser, donorId, token } = await askKnown();
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => signIn(services, { token }, browser, null)));
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['signed_in', ...Array.from({ length: 19 }, () => 'used')]);
  expect(await sessionsOf(donorId)).toBe(1);
});

test('of twenty uses of one code at once, one gets a session', async () => {
  const { browser, code, donorId } = await askKnown();
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => signIn(services, { code }, browser, null)));
  expect(outcomes.filter(({ outcome }) => outcome === 'signed_in')).toHaveLength(1);
  expect(await sessionsOf(donorId)).toBe(1);
});

test('a browser that asked twice may use either mail', async () => {
  const first = await askKnown();
  const second = await ask(first.email, first.browser);
  expect((await signIn(services, { code: first.code }, first.browser, null)).outcome).toBe('signed_in');
  expect((await signIn(services, { token: second.token }, first.browser, null)).outcome).toBe('signed_in');
});

test('asking is limited by address and by visitor, with the time to wait', async () => {
  const email = address();
  const from = (visitor: string, to = email) => requestSignIn(services, { email: to, address: visitor, browser: newBrowser() });
  for (let asked = 0; asked < 5; asked++) expect(await from(`192.0.2.${asked}`)).toEqual({ outcome: 'asked' });
  expect(await from('192.0.2.9', email.toUpperCase())).toEqual({ outcome: 'limited', waitSeconds: expect.any(Number) });
  for (let asked = 0; asked < 10; asked++) expect(await from('198.51.100.7', address())).toEqual({ outcome: 'asked' });
  expect(await from('198.51.100.7', address())).toMatchObject({ outcome: 'limited' });
  const { rows } = await services.pool.query<{ key: string }>('SELECT key FROM rate_limit');
  const keys = JSON.stringify(rows);
  for (const plain of ['192.0.2', '198.51', email, 'example.com']) expect(keys).not.toContain(plain);
});

test('a session is stored hashed, lives thirty days and ends on sign-out', async () => {
  const { donorId } = await create(address());
  const value = await openSession(services.db, donorId, null);
  const [row] = await services.db.session.findMany({ where: { donorId } });
  expect(row?.id).not.toContain(value);
  expect((row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)).toBe(30 * 86_400_000);
  expect(await who(value)).toEqual({ donorId, sessionId: row?.id });
  await closeSession(services.db, value);
  expect(await who(value)).toBeNull();
  expect(await sessionsOf(donorId)).toBe(0);
});

test('an expired, an unknown and a malformed session are nobody', async () => {
  const { donorId } = await create(address());
  const value = await openSession(services.db, donorId, null);
  await services.db.session.updateMany({ where: { donorId }, data: { expiresAt: new Date(Date.now() - 1) } });
  for (const cookieValue of [value, newBrowser(), 'x', '', null, '"; DROP TABLE', 'a'.repeat(3_000)]) expect(await who(cookieValue)).toBeNull();
  await tidy(services);
  expect(await sessionsOf(donorId)).toBe(0);
});

test('signing in ends the session before it and never takes over a value that was planted', async () => {
  const { browser, donorId, token } = await askKnown();
  const planted = newBrowser();
  const old = await openSession(services.db, donorId, null);
  const outcome = await signIn(services, { token }, browser, old);
  if (outcome.outcome !== 'signed_in') throw new Error(outcome.outcome);
  expect(outcome.session).not.toBe(old);
  expect(await who(old)).toBeNull();
  expect(await who(outcome.session)).toMatchObject({ donorId });
  const second = await askKnown();
  const again = await signIn(services, { token: second.token }, second.browser, planted);
  expect('session' in again && again.session).not.toBe(planted);
  expect(await who(planted)).toBeNull();
});

test('when a session was last seen is written once an hour at most', async () => {
  const { donorId } = await create(address());
  const value = await openSession(services.db, donorId, null);
  const seen = async () => (await services.db.session.findFirstOrThrow({ where: { donorId } })).lastSeenAt.getTime();
  const first = await seen();
  await who(value);
  expect(await seen()).toBe(first);
  await services.db.session.updateMany({ where: { donorId }, data: { lastSeenAt: new Date(first - 3_700_000) } });
  await who(value);
  expect(await seen()).toBeGreaterThan(first - 3_000_000);
});

test('whoever is not signed in is sent to sign in and back again', async () => {
  const { request, context } = visit(null);
  const thrown = await requireDonor(request, context, { lang: undefined }).then(() => null, (error: unknown) => error as Response);
  expect(thrown?.status).toBe(303);
  expect(thrown?.headers.get('location')).toBe('/sign-in?returnTo=%2Faccount%2Fgiving%3Fbefore%3D1');
});

test('who is signed in reads the account and what was joined into it', async () => {
  const first = await askKnown();
  const { donorId: later } = await create(first.email);
  const outcome = await signIn(services, { token: first.token }, first.browser, null);
  const { request, context } = visit('session' in outcome ? outcome.session : null);
  expect((await requireDonor(request, context, {})).group).toEqual([first.donorId, later]);
});

test('only a path of this site is gone on to', () => {
  for (const target of ['/account', '/ko/account/giving?before=1', '/give?fund=general']) expect(safePath(target, '/x')).toBe(target);
  for (const target of [
    null, '', 'account', '//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/\t/evil.example', '/\n/evil.example', ' /account', '/.//evil.example', '/a/..//evil.example',
    '/account\r\nSet-Cookie: a=b', `/${'a'.repeat(600)}`, '/한글',
  ]) expect(safePath(target, '/x'), String(target)).toBe('/x');
});

test('cookies are `__Host-` and Secure wherever browsers keep such cookies', () => {
  for (const siteUrl of ['https://give.example.org', 'http://127.0.0.1:3000', 'http://localhost:3000']) {
    expect(cookie({ siteUrl }, 'session', 'v', 60)).toBe('__Host-session=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure');
  }
  expect(cookie({ siteUrl: 'http://192.0.2.2:3000' }, 'session', 'v', 60)).toBe('session=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax');
});

test('the asking browser’s cookie carries where to go on, and only to this site', () => {
  const browser = newAskingBrowser(null, '/ko/account/giving');
  const sent = (value: ReturnType<typeof newAskingBrowser>) => askingBrowser(services, new Request('http://127.0.0.1:3000/', { headers: { cookie: askingBrowserCookie(services, value).split(';')[0] ?? '' } }));
  expect(sent(browser)).toEqual(browser);
  expect(sent({ ...browser, returnTo: '//evil.example' })).toEqual({ ...browser, returnTo: null });
  expect(newAskingBrowser(browser, null).secret).toBe(browser.secret);
});

test('old requests are cleared after a day', async () => {
  const { request } = await askKnown();
  await services.db.signInRequest.update({ where: { id: request.id }, data: { expiresAt: new Date(Date.now() - 2 * 86_400_000) } });
  await tidy(services);
  expect(await services.db.signInRequest.findUnique({ where: { id: request.id } })).toBeNull();
});
