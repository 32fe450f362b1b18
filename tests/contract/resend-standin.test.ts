import { createServer, type Server } from 'node:http';
import { Resend } from 'resend';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startResendStandIn } from '../../app/sandbox/resend/start';
import { openTestPool, type TestPool } from '../support/database';

const KEY = 're_sandbox_000000';
const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes....').toString('base64')}`;

let database: TestPool;
let standIn: Awaited<ReturnType<typeof startResendStandIn>>;
let receiver: Server;
let resend: Resend;
const received: { body: string; headers: Record<string, string | string[] | undefined> }[] = [];
let refusals = 0;

beforeAll(async () => {
  database = await openTestPool({ empty: true });
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (refusals-- > 0) return void response.writeHead(500).end();
      received.push({ body, headers: request.headers });
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as { port: number };
  standIn = await startResendStandIn({ pool: database.pool, host: '127.0.0.1', port: 0, apiKey: KEY, webhook: { url: `http://127.0.0.1:${port}/`, secret: SECRET }, requestsPerSecond: 200 });
  resend = new Resend(KEY, { baseUrl: standIn.url });
});
afterAll(async () => {
  await standIn.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  await database.close();
});

const mail = (to: string, over: object = {}) => ({ from: 'Crossing Borders <giving@example.org>', to, subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', ...over });
const outbox = async () => (await fetch(`${standIn.url}/outbox.json`)).json() as Promise<{ id: string; to: string[]; subject: string; state: string; idempotencyKey: string | null; headers: object; tags: object[]; html: string; text: string }[]>;
const arm = (fault: object) => fetch(`${standIn.url}/_emulator/faults`, { method: 'POST', headers: { authorization: `Bearer ${KEY}` }, body: JSON.stringify(fault) });

test('a mail is in the outbox, newest first, and can be fetched', async () => {
  const sent = await resend.emails.send(mail('a@example.com', { subject: 'First', headers: { 'List-Unsubscribe': '<https://x>' }, tags: [{ name: 'kind', value: 'receipt' }] }));
  await resend.emails.send(mail('b@example.com', { subject: 'Second' }));
  const [newest, older] = await outbox();
  expect([newest?.subject, older?.subject]).toEqual(['Second', 'First']);
  expect(older).toMatchObject({ id: sent.data?.id, to: ['a@example.com'], html: '<p>Hello</p>', text: 'Hello', headers: { 'List-Unsubscribe': '<https://x>' }, tags: [{ name: 'kind', value: 'receipt' }], state: 'delivered', idempotencyKey: null });
  expect((await resend.emails.get(sent.data?.id ?? '')).data).toMatchObject({ object: 'email', subject: 'First', last_event: 'delivered' });
  expect((await resend.emails.get('00000000-0000-4000-8000-000000000000')).error).toMatchObject({ name: 'not_found' });
});

test('the same key is one mail; other contents under it are refused', async () => {
  const one = await resend.emails.send(mail('key@example.com'), { idempotencyKey: 'k1' });
  const again = await resend.emails.send(mail('key@example.com'), { idempotencyKey: 'k1' });
  expect(again.data?.id).toBe(one.data?.id);
  expect((await outbox()).filter(({ to }) => to[0] === 'key@example.com')).toHaveLength(1);
  expect((await resend.emails.send(mail('other@example.com'), { idempotencyKey: 'k1' })).error).toMatchObject({ name: 'invalid_idempotent_request', statusCode: 409 });
  expect((await resend.emails.send(mail('x@example.com'), { idempotencyKey: 'k'.repeat(257) })).error).toMatchObject({ name: 'invalid_idempotency_key' });
});

test('the same key twice at once is one mail', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => resend.emails.send(mail('race@example.com'), { idempotencyKey: 'race' })));
  expect(new Set(answers.flatMap(({ data }) => (data ? [data.id] : []))).size).toBe(1);
  expect((await outbox()).filter(({ to }) => to[0] === 'race@example.com')).toHaveLength(1);
});

test.each([
  ['a missing subject', { subject: '' }, 'missing_required_field'],
  ['a wrong recipient', { to: 'nobody' }, 'validation_error'],
  ['a recipient with a line break', { to: 'a@example.com\nBcc: b@example.com' }, 'validation_error'],
  ['a subject with a line break', { subject: 'a\r\nBcc: b@example.com' }, 'validation_error'],
  ['51 recipients', { to: Array.from({ length: 51 }, (_, index) => `n${index}@example.com`) }, 'validation_error'],
  ['a tag with a space', { tags: [{ name: 'a b', value: 'c' }] }, 'validation_error'],
])('%s is refused', async (_name, over, code) => {
  expect((await resend.emails.send(mail('a@example.com', over) as never)).error).toMatchObject({ name: code, statusCode: 422 });
});

test('a wrong key and a missing one are refused', async () => {
  expect((await new Resend('re_wrong', { baseUrl: standIn.url }).emails.send(mail('a@example.com'))).error).toMatchObject({ name: 'invalid_api_key' });
  expect((await fetch(`${standIn.url}/emails`, { method: 'POST', body: '{}' })).status).toBe(401);
});

test('a batch is taken whole or not at all, or without its bad mails when that is asked for', async () => {
  const batch = [mail('g1@example.com'), mail('bad'), mail('g2@example.com')];
  expect((await resend.batch.send(batch)).error).toMatchObject({ name: 'validation_error' });
  expect((await outbox()).filter(({ to }) => to[0] === 'g1@example.com')).toHaveLength(0);
  const { data } = await resend.batch.send(batch, { batchValidation: 'permissive', idempotencyKey: 'batch-1' });
  expect(data?.data).toHaveLength(2);
  expect(data?.errors).toMatchObject([{ index: 1 }]);
  await resend.batch.send(batch, { batchValidation: 'permissive', idempotencyKey: 'batch-1' });
  expect((await outbox()).filter(({ to }) => to[0] === 'g1@example.com')).toHaveLength(1);
  expect((await resend.batch.send(Array.from({ length: 101 }, () => mail('a@example.com')))).error).toMatchObject({ name: 'validation_error' });
});

test('mailboxes behave as their names say, and each is told by a signed webhook that Resend’s own check accepts', async () => {
  await standIn.idle();
  received.length = 0;
  for (const to of ['fine@example.com', 'bounced@example.com', 'complained@example.com', 'delayed@example.com']) await resend.emails.send(mail(to));
  await standIn.idle();
  const events = received.map(({ body, headers }) => resend.webhooks.verify({ payload: body, headers: { id: String(headers['svix-id']), timestamp: String(headers['svix-timestamp']), signature: String(headers['svix-signature']) }, webhookSecret: SECRET }));
  expect(events.map(({ type }) => type).sort()).toEqual(['email.bounced', 'email.complained', 'email.delivered', 'email.delivery_delayed']);
  const [first] = received;
  expect(() => resend.webhooks.verify({ payload: `${first?.body} `, headers: { id: String(first?.headers['svix-id']), timestamp: String(first?.headers['svix-timestamp']), signature: String(first?.headers['svix-signature']) }, webhookSecret: SECRET })).toThrow();
});

test('a webhook that is refused comes again', async () => {
  await standIn.idle();
  received.length = 0;
  refusals = 1;
  await resend.emails.send(mail('again@example.com'));
  await standIn.idle();
  expect(received).toHaveLength(1);
});

test('faults: an error before, an answer lost after, a limit', async () => {
  await arm({ method: 'POST', path: '/emails', status: 500, times: 1 });
  expect((await resend.emails.send(mail('f1@example.com'))).error).toMatchObject({ statusCode: 500 });
  expect((await outbox()).filter(({ to }) => to[0] === 'f1@example.com')).toHaveLength(0);
  await arm({ method: 'POST', path: '/emails', status: 500, times: 1, after: true });
  expect((await resend.emails.send(mail('f2@example.com'), { idempotencyKey: 'f2' })).error).not.toBeNull();
  await resend.emails.send(mail('f2@example.com'), { idempotencyKey: 'f2' });
  expect((await outbox()).filter(({ to }) => to[0] === 'f2@example.com')).toHaveLength(1);
  expect((await arm({ path: '/emails' })).status).toBe(400);
});

test('more requests a second than allowed are answered 429 with the time to wait', async () => {
  const slow = await startResendStandIn({ pool: database.pool, host: '127.0.0.1', port: 0, apiKey: KEY, requestsPerSecond: 2 });
  const answers = await Promise.all(Array.from({ length: 12 }, () => fetch(`${slow.url}/emails`, { method: 'POST', headers: { authorization: `Bearer ${KEY}` }, body: JSON.stringify(mail('a@example.com')) })));
  const limited = answers.find(({ status }) => status === 429);
  expect(limited?.headers.get('retry-after')).toBe('1');
  expect(limited?.headers.get('ratelimit-limit')).toBe('2');
  await slow.close();
});

test('the outbox can be read by a person: a list, a mail as HTML and as text', async () => {
  await resend.emails.send(mail('reader@example.com', { subject: 'Read <me>' }));
  const list = await (await fetch(standIn.url)).text();
  expect(list).toContain('Read &lt;me&gt;');
  const { id } = (await outbox())[0] ?? { id: '' };
  expect(await (await fetch(`${standIn.url}/mails/${id}`)).text()).toContain('As plain text');
  expect(await (await fetch(`${standIn.url}/mails/${id}/html`)).text()).toContain('<p>Hello</p>');
  expect((await fetch(`${standIn.url}/mails/none`)).status).toBe(404);
});
