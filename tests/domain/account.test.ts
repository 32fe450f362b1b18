import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, sessionCookie } from '../../app/access/session.server';
import { createDonor } from '../../app/donors/create-donor.server';
import { proveAddress } from '../../app/donors/prove-address.server';
import { transact } from '../../app/platform/db/client.server';
import type { Services } from '../../app/platform/services.server';
import * as overview from '../../app/routes/($lang).account._index';
import * as giving from '../../app/routes/($lang).account.giving';
import * as sponsorship from '../../app/routes/($lang).account.sponsorships.$id/route';
import * as signInLink from '../../app/routes/($lang).sign-in.$token';
import * as signInPage from '../../app/routes/($lang).sign-in._index';
import * as signOut from '../../app/routes/($lang).sign-out';
import { signInSecrets } from '../../app/access/secrets.server';
import { openDonorServices } from '../support/donor-services';

let services: Services;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ services, close } = await openDonorServices());
  await services.db.fund.create({ data: { code: 'general', position: 1, nameEn: 'Where it is needed most', nameKo: '가장 필요한 곳' } });
});
afterAll(() => close());

interface Person {
  donorId: string;
  email: string;
  session: string;
}

async function person(name = 'Min Seo'): Promise<Person> {
  const email = `p-${randomUUID().slice(0, 8)}@example.com`;
  return transact(services.db, async (tx) => {
    const { donorId } = await createDonor(services, tx, { email, name, language: 'en' });
    await proveAddress(services, tx, donorId);
    return { donorId, email, session: await openSession(tx, donorId, null) };
  });
}

async function recurring(donorId: string, over: object = {}): Promise<string> {
  const { id } = await services.db.sponsorship.create({
    data: {
      mode: 'sandbox', donorId, fundCode: 'general', currency: 'usd', amount: 3800, frequency: 'month', language: 'en', state: 'active', subscriptionId: `sub_${randomUUID()}`,
      startedAt: new Date('2026-01-15T12:00:00Z'), nextChargeAt: new Date('2027-01-15T12:00:00Z'), ...over,
    },
  });
  return id;
}

function payment(donorId: string, day: number, over: object = {}) {
  const date = new Date(Date.UTC(2026, 0, day));
  return services.db.payment.create({ data: { mode: 'sandbox', chargeId: `ch_${randomUUID()}`, donorId, fundCode: 'general', currency: 'usd', amount: 1000 + day, state: 'succeeded', frequency: 'once', giftDate: date, paidAt: date, ...over } });
}

type Args = Parameters<typeof overview.loader>[0];
function args(path: string, who: Person | null, params: Record<string, string> = {}, body?: Record<string, string>, cookies: string[] = []): Args {
  const own = who ? [sessionCookie(services, who.session).split(';')[0] ?? ''] : [];
  const headers = { cookie: [...own, ...cookies].join('; ') };
  const request = new Request(`http://127.0.0.1:3000${path}`, body ? { method: 'POST', body: new URLSearchParams(body), headers } : { headers });
  return { request, params, context: { services, address: '192.0.2.1', reference: 'test', sandbox: null } };
}

/** What a loader or action answers, whether it returned or threw it. */
async function answer(call: (given: Args) => unknown, given: Args): Promise<{ status: number; body: unknown; headers: Headers }> {
  const said = await Promise.resolve()
    .then(() => call(given))
    .catch((thrown: unknown) => {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    });
  if (said instanceof Response) return { status: said.status, body: await said.text(), headers: said.headers };
  const { data: body, init } = (said && typeof said === 'object' && 'init' in said ? said : { data: said, init: null }) as { data: unknown; init: ResponseInit | null };
  return { status: init?.status ?? 200, body, headers: new Headers(init?.headers) };
}

const one = (id: string, who: Person | null, query = '') => answer(sponsorship.loader, args(`/account/sponsorships/${id}${query}`, who, { id }));
const send = (id: string, who: Person | null, body: Record<string, string>) => answer(sponsorship.action, args(`/account/sponsorships/${id}`, who, { id }, { form: randomUUID(), ...body }));

test('every account page sends whoever is not signed in to sign in', async () => {
  const id = await recurring((await person()).donorId);
  for (const answered of [await answer(overview.loader, args('/account', null)), await answer(giving.loader, args('/account/giving', null)), await one(id, null), await send(id, null, { change: 'resume' })]) {
    expect(answered.status).toBe(303);
    expect(answered.headers.get('location')).toMatch(/^\/sign-in/);
    expect(answered.headers.get('cache-control')).toBe('no-store');
  }
});

test('somebody else’s sponsorship, an unknown and a malformed one answer alike', async () => {
  const [me, other] = [await person(), await person()];
  const theirs = await recurring(other.donorId);
  const answers = [await one(theirs, me), await one(randomUUID(), me), await one('x', me), await one(`${theirs}'`, me)];
  for (const answered of answers) expect(answered).toMatchObject({ status: 404, body: '' });
  for (const id of [theirs, randomUUID(), 'x']) expect(await send(id, me, { change: 'end', when: 'now' })).toMatchObject({ status: 404, body: '' });
  expect(await services.db.sponsorshipChange.count({ where: { sponsorshipId: theirs } })).toBe(0);
  expect(await services.db.sponsorship.findUniqueOrThrow({ where: { id: theirs } })).toMatchObject({ state: 'active', revision: 0 });
});

test('a donor sees the own sponsorship with amount, next date and what can be done', async () => {
  const me = await person();
  const id = await recurring(me.donorId);
  const { status, body } = await one(id, me);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    view: { name: 'Monthly gift: Where it is needed most', stateName: 'Active', now: 'USD 38.00 will be charged on 15 January 2027.' },
    can: { pause: true, resume: false, amount: true, endAtPeriod: true, endNow: true },
    pauses: [{ months: 1, until: '14 February 2027', next: '15 February 2027' }, { months: 2 }, { months: 3, next: '15 April 2027' }],
  });
});

test('the account shows what was joined into it, and nothing of anybody else', async () => {
  const me = await person();
  const joined = await transact(services.db, (tx) => createDonor(services, tx, { email: me.email, language: 'en' }));
  const theirs = await recurring((await person()).donorId);
  const [mine, early] = [await recurring(me.donorId), await recurring(joined.donorId)];
  const ids = async () => ((await answer(overview.loader, args('/account', me))).body as { current: { id: string }[] }).current.map(({ id }) => id);
  expect(await ids()).toEqual([mine]);
  await transact(services.db, (tx) => proveAddress(services, tx, joined.donorId));
  expect(new Set(await ids())).toEqual(new Set([mine, early]));
  expect(await ids()).not.toContain(theirs);
  expect((await one(early, me)).status).toBe(200);
});

test('an ended gift is told apart from a running one', async () => {
  const me = await person();
  const ended = await recurring(me.donorId, { state: 'ended', nextChargeAt: null, endedAt: new Date('2026-06-01T12:00:00Z') });
  const { body } = await answer(overview.loader, args('/account', me));
  expect(body).toMatchObject({ name: 'Min Seo', current: [], past: [{ id: ended, now: 'It ended on 1 June 2026. Nothing more is charged.' }] });
});

test('the history has the own gifts only, newest first, in pages without gaps or doubles', async () => {
  const [me, other] = [await person(), await person()];
  for (let day = 1; day <= 28; day++) await payment(me.donorId, day);
  const theirs = await payment(other.donorId, 3);
  const page = async (query: string) => (await answer(giving.loader, args(`/account/giving${query}`, me))).body as { rows: { id: string; date: string; amount: string }[]; next: string | null };
  const first = await page('');
  expect(first.rows).toHaveLength(24);
  expect(first.rows[0]).toMatchObject({ date: '28 January 2026', amount: 'USD 10.28' });
  const second = await page(`?before=${first.next}`);
  expect(second).toMatchObject({ next: null });
  expect(second.rows.map(({ date }) => date)).toEqual(['4 January 2026', '3 January 2026', '2 January 2026', '1 January 2026']);
  const all = JSON.stringify([first, second, await page(`?before=${theirs.id}`), await page('?before=x')]);
  expect(all).not.toContain(theirs.id);
});

test('a refunded gift says so, in part or whole', async () => {
  const me = await person();
  const part = await payment(me.donorId, 1);
  await services.db.refund.create({ data: { mode: 'sandbox', refundId: `re_${randomUUID()}`, paymentId: part.id, currency: 'usd', amount: 500, state: 'succeeded', createdAt: new Date() } });
  await payment(me.donorId, 2, { state: 'pending' });
  await services.db.receipt.create({ data: { mode: 'sandbox', year: 2026, number: 42, kind: 'receipt', paymentId: part.id, donorId: me.donorId, currency: 'usd', amount: part.amount, giftDate: part.giftDate, issuedAt: new Date() } });
  const { body } = await answer(giving.loader, args('/account/giving', me));
  expect(body).toMatchObject({ rows: [{ state: 'On its way', receipt: null }, { state: 'USD 5.00 given back', receipt: 'TEST-2026-000042' }] });
});

test('a change that is incomplete keeps what was typed and changes nothing', async () => {
  const me = await person();
  const id = await recurring(me.donorId);
  const incomplete: [Record<string, string>, string][] = [
    [{ change: 'pause' }, 'Please choose one, two or three months.'],
    [{ change: 'pause', months: '12' }, 'Please choose one, two or three months.'],
    [{ change: 'end', reason: 'Moving house' }, 'Please choose when it should end.'],
    [{ change: 'amount', amount: 'much' }, 'Please type the amount as a number, for example 25 or 25.50.'],
    [{ change: 'amount', amount: '38.00' }, 'This is the amount you give already. Nothing was changed.'],
    [{ change: 'delete' }, 'This form is not complete. Nothing was changed. Please send it again.'],
    [{ change: 'resume', form: 'x' }, 'This form is not complete. Nothing was changed. Please send it again.'],
  ];
  for (const [body, problem] of incomplete) {
    const said = await send(id, me, body);
    expect(said, problem).toMatchObject({ status: 400, body: { problem } });
    for (const field of ['amount', 'reason'] as const) expect((said.body as { typed: Record<string, string> }).typed[field]).toBe(body[field] ?? '');
  }
  expect(await send(id, me, { change: 'amount', amount: '20000' })).toMatchObject({ status: 422 });
  expect(await send(id, me, { change: 'amount', amount: '-5' })).toMatchObject({ status: 422 });
  expect(await send(id, me, { change: 'resume' })).toMatchObject({ status: 409 });
  expect(await services.db.sponsorshipChange.count({ where: { sponsorshipId: id } })).toBe(0);
});

test('a change that Stripe did not answer is kept once, however often its form is sent', async () => {
  const me = await person();
  const id = await recurring(me.donorId);
  const form = randomUUID();
  for (let sent = 0; sent < 3; sent++) expect(await send(id, me, { change: 'pause', months: '2', form })).toMatchObject({ status: 202, body: { kept: true } });
  expect(await services.db.sponsorshipChange.findMany({ where: { sponsorshipId: id }, select: { kind: true, state: true, actor: true } })).toEqual([{ kind: 'pause', state: 'requested', actor: `donor:${me.donorId}` }]);
  await send(id, me, { change: 'pause', months: '3', form });
  expect(await services.db.sponsorshipChange.count({ where: { sponsorshipId: id } })).toBe(2);
});

test('a link that claims something was done is not believed', async () => {
  const me = await person();
  const id = await recurring(me.donorId);
  for (const change of ['pause', 'end', 'nonsense']) expect((await one(id, me, `?done=${change}`)).body).toMatchObject({ done: null });
});

const asked = (headers: Headers) => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

test('asking, opening the link and signing out, as a browser does it', async () => {
  const me = await person();
  const post = await answer(signInPage.action, args('/sign-in', null, {}, { step: 'address', email: ` ${me.email.toUpperCase()} `, returnTo: '/account/giving' }));
  expect(post).toMatchObject({ status: 303 });
  expect(post.headers.get('location')).toBe('/sign-in?sent');
  const browser = asked(post.headers);
  expect((await answer(signInPage.loader, args('/sign-in?sent', null, {}, undefined, [browser]))).body).toMatchObject({ step: 'code' });
  expect((await answer(signInPage.loader, args('/sign-in?sent', null))).body).toMatchObject({ step: 'address' });

  const request = await services.db.signInRequest.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
  const { token, code } = signInSecrets(services.vault, request.id);
  const open = (cookies: string[], of = token) => answer(signInLink.loader, args(`/sign-in/${of}`, null, { token: of }, undefined, cookies));
  expect(await open([browser])).toMatchObject({ status: 200, body: { state: 'ready' } });
  expect(await open([])).toMatchObject({ status: 403, body: { state: 'other_browser' } });
  expect(await open([browser], 'nonsense')).toMatchObject({ status: 400, body: { state: 'wrong' } });
  const press = (cookies: string[], of = token) => answer(signInLink.action, args(`/sign-in/${of}`, null, { token: of }, {}, cookies));
  expect(await press([])).toMatchObject({ status: 403 });
  expect(await press([browser], 'nonsense')).toMatchObject({ status: 400 });
  expect(await answer(signInPage.action, args('/sign-in', null, {}, { step: 'code', code: 'AAAA-AAAA' }, [browser]))).toMatchObject({ status: 400, body: { typed: 'AAAA-AAAA' } });
  expect(await answer(signInPage.action, args('/sign-in', null, {}, { step: 'code', code }))).toMatchObject({ status: 403 });

  const signedIn = await press([browser]);
  expect(signedIn.status).toBe(303);
  expect(signedIn.headers.get('location')).toBe('/account/giving');
  const [session = '', forgotten = ''] = signedIn.headers.getSetCookie();
  expect(session).toMatch(/^__Host-session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/);
  expect(forgotten).toMatch(/^__Host-sign-in=; Path=\/; Max-Age=0/);
  expect(await press([browser])).toMatchObject({ status: 410 });
  expect(await open([browser])).toMatchObject({ status: 410, body: { state: 'used' } });

  const held = session.split(';')[0] ?? '';
  expect(await answer(overview.loader, args('/account', null, {}, undefined, [held]))).toMatchObject({ status: 200, body: { name: 'Min Seo' } });
  const look = await answer(signOut.loader, args('/sign-out', null, {}, undefined, [held]));
  expect(look.body).toMatchObject({ signedIn: true });
  const left = await answer(signOut.action, args('/sign-out', null, {}, {}, [held]));
  expect(left.status).toBe(303);
  expect(left.headers.get('set-cookie')).toMatch(/^__Host-session=; Path=\/; Max-Age=0/);
  expect((await answer(overview.loader, args('/account', null, {}, undefined, [held]))).status).toBe(303);
});

test('a sign-in form that is wrong keeps what was typed and sends nothing', async () => {
  const before = await services.db.signInRequest.count();
  for (const email of ['', 'not an address', 'a@b', 'a@example.com\nBcc: b@example.com']) {
    expect(await answer(signInPage.action, args('/sign-in', null, {}, { step: 'address', email }))).toMatchObject({ status: 400, body: { step: 'address', problem: expect.any(String) } });
  }
  expect(await services.db.signInRequest.count()).toBe(before);
});

test('after signing in only a page of this site follows', async () => {
  const me = await person();
  for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example']) {
    expect((await answer(signInPage.loader, args(`/sign-in?${new URLSearchParams({ returnTo })}`, me))).headers.get('location')).toBe('/account');
    expect((await answer(signInPage.loader, args(`/ko/sign-in?${new URLSearchParams({ returnTo })}`, null, { lang: 'ko' }))).body).toMatchObject({ returnTo: '/ko/account' });
  }
});

test('a first segment that is no language is no page', async () => {
  expect(await answer(overview.loader, args('/en/account', null, { lang: 'en' }))).toMatchObject({ status: 404 });
});
