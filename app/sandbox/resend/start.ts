import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { endsBefore, Faults, type Fault } from '../faults';
import { Mails, type NewMail } from './mails';
import { mailHtml, mailPage, missingPage, OUTBOX_CSS, outboxPage } from './page';
import { readMail, ResendError } from './read-mail';
import { fateOf, Webhooks, type WebhookTarget } from './webhooks';

export interface ResendStandInOptions {
  pool: pg.Pool;
  host: string;
  /** 0: any free one. */
  port: number;
  apiKey: string;
  /** Where delivered, bounced, complained and delayed are told. */
  webhook?: WebhookTarget | undefined;
  /** Resend's own default is 2; senders it trusts get more. */
  requestsPerSecond?: number;
  log?: (line: { event: string; [field: string]: unknown }) => void;
}

const MAX_BODY = 40 * 1024 * 1024;
const BATCH = 100;
/** Resend remembers a key for 24 hours. */
const KEEP_ANSWERS_MS = 24 * 3_600_000;
const PAGE_HEADERS = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
const OUTBOX_POLICY = { 'content-security-policy': "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'" };
const MAIL_POLICY = { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'" };

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new ResendError(413, 'validation_error', 'The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text === '' ? 'null' : text);
  } catch {
    throw new ResendError(400, 'validation_error', 'The body is not JSON.');
  }
}

/** A server that speaks Resend's protocol and keeps every mail in an outbox. Nothing leaves the machine. */
export async function startResendStandIn(options: ResendStandInOptions): Promise<{ url: string; port: number; close(): Promise<void>; idle(): Promise<void> }> {
  const { log = () => undefined, requestsPerSecond = 10 } = options;
  const mails = await Mails.open(options.pool);
  const webhooks = new Webhooks(options.webhook);
  const faults = new Faults();
  const running = new Set<string>();
  let window = { second: 0, used: 0 };

  function assertKey(request: IncomingMessage) {
    const key = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    if (key === '') throw new ResendError(401, 'missing_api_key', 'Missing API key in the authorization header.');
    if (key !== options.apiKey) throw new ResendError(403, 'invalid_api_key', 'API key is invalid.');
  }

  /** @returns the headers that describe the limit */
  function takeFromLimit(): Record<string, string> {
    const second = Math.floor(Date.now() / 1000);
    if (window.second !== second) window = { second, used: 0 };
    window.used += 1;
    const over = window.used > requestsPerSecond;
    const headers = { 'ratelimit-limit': String(requestsPerSecond), 'ratelimit-remaining': String(Math.max(0, requestsPerSecond - window.used)), 'ratelimit-reset': '1', ...(over ? { 'retry-after': '1' } : {}) };
    if (over) throw Object.assign(new ResendError(429, 'rate_limit_exceeded', `Too many requests. You can only make ${requestsPerSecond} requests per second.`), { headers });
    return headers;
  }

  async function send(list: NewMail[], key: string | null): Promise<string[]> {
    const ids = await mails.add(list, key);
    for (const [index, mail] of list.entries()) {
      const id = ids[index] ?? '';
      const { state, event, more } = fateOf(mail);
      await mails.setState(id, state);
      webhooks.announce({ ...mail, id, at: new Date().toISOString(), idempotencyKey: key, state }, event, more);
    }
    return ids;
  }

  /** A strict batch is taken whole or not at all; a permissive one without its bad mails, which are named by index. */
  async function sendBatch(given: unknown, permissive: boolean, key: string | null): Promise<object> {
    if (!Array.isArray(given) || given.length === 0 || given.length > BATCH) throw new ResendError(422, 'validation_error', `A batch has 1 to ${BATCH} mails.`);
    const errors: { index: number; message: string }[] = [];
    const good = given.flatMap((one: unknown, index) => {
      try {
        return [readMail(one)];
      } catch (error) {
        if (!permissive || !(error instanceof ResendError)) throw error;
        errors.push({ index, message: error.message });
        return [];
      }
    });
    const ids = await send(good, key);
    return { data: ids.map((id) => ({ id })), ...(permissive ? { errors } : {}) };
  }

  async function handle(request: IncomingMessage, path: string, text: string, key: string | null): Promise<object> {
    if (request.method === 'POST' && path === '/emails') return { id: (await send([readMail(json(text))], key))[0] };
    if (request.method === 'POST' && path === '/emails/batch') return sendBatch(json(text), request.headers['x-batch-validation'] === 'permissive', key);
    const id = /^\/emails\/([\w-]+)$/.exec(path)?.[1];
    const mail = request.method === 'GET' && id ? await mails.get(id) : null;
    if (!mail) throw new ResendError(404, 'not_found', id ? 'Email not found' : 'The requested endpoint does not exist.');
    const { at, state, idempotencyKey: _key, ...content } = mail;
    return { object: 'email', ...content, created_at: at, last_event: state, bcc: [], cc: [], reply_to: [], scheduled_at: null };
  }

  async function api(request: IncomingMessage, response: ServerResponse, path: string) {
    const answer = (status: number, body: string, headers: Record<string, string> = {}) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    const key = (request.headers['idempotency-key'] as string | undefined) ?? null;
    let mine = false;
    try {
      assertKey(request);
      const text = await bodyOf(request);
      const fault = faults.take(request.method ?? 'GET', path);
      if (fault && (await endsBefore(fault))) return lose(fault, response);
      const limit = takeFromLimit();
      if (key && key.length > 256) throw new ResendError(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.');
      const fingerprint = createHash('sha256').update(`${request.method} ${path} ${text}`).digest('hex');
      const known = key ? await mails.answerTo(key) : null;
      if (known && Date.now() - known.at < KEEP_ANSWERS_MS) {
        if (known.fingerprint !== fingerprint) throw new ResendError(409, 'invalid_idempotent_request', 'Same idempotency key used with a different request payload.');
        return void answer(200, known.body, limit);
      }
      if (key && running.has(key)) throw new ResendError(409, 'concurrent_idempotent_requests', 'Another request with the same key is in progress.');
      if (key) running.add(key);
      mine = key !== null;
      const body = JSON.stringify(await handle(request, path, text, key));
      if (key) await mails.keepAnswer(key, { fingerprint, body, at: Date.now() });
      if (fault?.after) return lose(fault, response);
      answer(200, body, limit);
    } catch (error) {
      if (!(error instanceof ResendError)) throw error;
      answer(error.status, JSON.stringify({ statusCode: error.status, name: error.code, message: error.message }), (error as { headers?: Record<string, string> }).headers);
    } finally {
      if (key && mine) running.delete(key);
    }
  }

  function lose({ status, headers }: Fault, response: ServerResponse) {
    if (status === 0) response.destroy();
    else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ statusCode: status, name: status === 429 ? 'rate_limit_exceeded' : 'internal_server_error', message: 'An armed fault.' }));
  }

  async function controls(request: IncomingMessage, response: ServerResponse, path: string) {
    let answer: object = { message: 'There is no such control.' };
    let status = 404;
    try {
      assertKey(request);
      const text = await bodyOf(request);
      if (request.method === 'POST' && path === '/_emulator/faults') [status, answer] = [200, { faults: faults.arm(json(text) as Partial<Fault>) }];
      if (request.method === 'POST' && path === '/_emulator/reset') {
        faults.clear();
        await mails.reset();
        [status, answer] = [200, { reset: true }];
      }
    } catch (error) {
      [status, answer] = [error instanceof ResendError ? error.status : 400, { message: error instanceof Error ? error.message : 'bad request' }];
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  async function pages(response: ServerResponse, path: string) {
    if (path === '/outbox.css') return void response.writeHead(200, { 'content-type': 'text/css' }).end(OUTBOX_CSS);
    if (path === '/outbox.json') return void response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(await mails.list()));
    if (path === '/') return void response.writeHead(200, { ...PAGE_HEADERS, ...OUTBOX_POLICY }).end(outboxPage(await mails.list(200)));
    const [, id = '', html] = /^\/mails\/([\w-]+)(\/html)?$/.exec(path) ?? [];
    const mail = id ? await mails.get(id) : null;
    if (!mail) return void response.writeHead(404, { ...PAGE_HEADERS, ...OUTBOX_POLICY }).end(missingPage());
    response.writeHead(200, { ...PAGE_HEADERS, ...(html ? MAIL_POLICY : OUTBOX_POLICY) }).end(html ? mailHtml(mail) : mailPage(mail));
  }

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://stand-in').pathname;
    const work = path.startsWith('/_emulator/') ? controls(request, response, path) : path.startsWith('/emails') ? api(request, response, path) : pages(response, path);
    work.catch((error: unknown) => {
      log({ event: 'resend_standin.failed', message: error instanceof Error ? error.message : 'unknown' });
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"statusCode":500,"name":"internal_server_error","message":"The stand-in failed."}');
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, options.host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    port,
    idle: () => webhooks.idle(),
    async close() {
      webhooks.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
