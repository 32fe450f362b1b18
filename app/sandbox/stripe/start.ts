import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { Control } from './control';
import { Deliverer } from './deliver';
import { checkoutPage, notFoundPage, PAGE_CSS } from './pages';
import { API_VERSION, ApiError, decodeForm, readParams, type Obj } from './protocol';
import { expanded } from './read';
import { ROUTES } from './routes';
import { runUntil } from './clock';
import { Store } from './store';
import shapes from './schema/shapes.json';

export interface StripeStandInOptions {
  /** May have one connection only; it is never held while anything else is waited for. */
  pool: pg.Pool;
  host: string;
  /** 0: any free one. */
  port: number;
  key: string;
  webhooks?: { url: string; secret: string }[];
  log?: (line: { event: string; [field: string]: unknown }) => void;
}

const MAX_BODY = 1024 * 1024;
const TICK_MS = 1_000;
/** Stripe keeps an idempotent answer for at least 24 hours. */
const KEEP_ANSWERS_MS = 24 * 3_600_000;

const TABLE = Object.entries(ROUTES)
  .map(([endpoint, handler]) => {
    const [verb = '', path = ''] = endpoint.split(' ');
    return { endpoint: declared(verb, path), verb, pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '([^/]+)')}$`), literal: path.replaceAll(/\{[^}]+\}/g, '').length, handler };
  })
  .sort((one, other) => other.literal - one.literal);

/** The SDK's declarations name the same path with other placeholders. */
function declared(verb: string, path: string): string {
  const shape = (text: string) => text.replaceAll(/\{[^}]+\}/g, '{}');
  return Object.keys(shapes.endpoints).find((key) => shape(key) === `${verb} ${shape(path)}`) ?? `${verb} ${path}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new ApiError(413, { type: 'invalid_request_error', message: 'The request is too large.' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function assertKey(request: IncomingMessage): void {
  const header = request.headers.authorization ?? '';
  const key = header.startsWith('Basic ') ? (Buffer.from(header.slice(6), 'base64').toString().split(':')[0] ?? '') : header.replace(/^Bearer /, '');
  if (key === '') throw new ApiError(401, { type: 'invalid_request_error', message: 'You did not provide an API key.' });
  if (!/^sk_test_\w{4,}$/.test(key)) throw new ApiError(401, { type: 'invalid_request_error', message: 'Invalid API Key provided. The stand-in takes test keys only.' });
}

/** A separate server that speaks Stripe's protocol; no real money, and it never runs beside a live key. */
export async function startStripeStandIn(options: StripeStandInOptions): Promise<{ url: string; port: number; close(): Promise<void>; idle(): Promise<void> }> {
  const { log = () => undefined } = options;
  const store = await Store.open(options.pool);
  const deliverer = new Deliverer(store);
  const control = new Control(store, deliverer);
  const running = new Set<string>();
  let baseUrl = '';

  async function api(request: IncomingMessage, response: ServerResponse, url: URL) {
    const requestId = store.newId('request');
    const verb = request.method ?? 'GET';
    const key = request.headers['idempotency-key'] as string | undefined;
    const send = (status: number, body: string, extra: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', 'request-id': requestId, 'stripe-version': API_VERSION, ...(key ? { 'idempotency-key': key } : {}), ...extra }).end(body);
    let fingerprint = '';
    try {
      assertKey(request);
      const text = await bodyOf(request);
      fingerprint = createHash('sha256').update(`${verb} ${url.pathname} ${text}`).digest('hex');
      const fault = control.faultFor(verb, url.pathname);
      if (fault && (await control.before(fault, response, send))) return;
      const route = TABLE.find((one) => one.verb === verb && one.pattern.test(url.pathname));
      if (!route) throw new ApiError(404, { type: 'invalid_request_error', message: `Unrecognized request URL (${verb}: ${url.pathname}).` });
      const known = key && verb === 'POST' ? store.answers.get(key) : undefined;
      if (known && Date.now() - known.at < KEEP_ANSWERS_MS) {
        if (known.fingerprint !== fingerprint) throw new ApiError(400, { type: 'idempotency_error', message: 'Keys for idempotent requests can only be used with the same parameters they were first used with.' });
        return send(known.status, known.body, { 'idempotent-replayed': 'true' });
      }
      if (key && running.has(key)) throw new ApiError(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message: 'There is currently another in-progress request using this idempotency key.' });
      if (key) running.add(key);
      const strict = request.headers['stripe-version'] !== undefined;
      const params = readParams(route.endpoint, decodeForm(verb === 'GET' || verb === 'DELETE' ? `${url.search.slice(1)}&${text}` : text), strict);
      store.request = { id: requestId, idempotency_key: key ?? null };
      const answer = run(() => {
        const result = route.handler({ store, baseUrl, params, ids: (route.pattern.exec(url.pathname) ?? []).slice(1).map(decodeURIComponent) });
        // A list has been expanded page by page already.
        return result['object'] === 'list' ? result : expanded(store, result, params['expand']);
      });
      const lost = fault?.after === true;
      const status = lost ? fault.status : answer.status;
      const body = lost ? JSON.stringify({ error: { type: 'api_error', message: 'The answer was lost.' } }) : answer.body;
      // What was executed is remembered even where its answer is lost; mistakes of the request are not.
      if (key && verb === 'POST' && (answer.status < 400 || answer.status === 402)) store.remember(key, { fingerprint, status: answer.status, body: answer.body, at: Date.now() });
      await store.flush();
      if (lost && fault.status === 0) return void response.destroy();
      send(status, body, fault?.headers);
    } catch (error) {
      await store.flush();
      if (!(error instanceof ApiError)) {
        log({ event: 'stripe_standin.bug', message: error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1] ?? ''}` : 'unknown' });
        return void send(500, JSON.stringify({ error: { type: 'api_error', message: 'The stand-in failed.' } }));
      }
      send(error.status, JSON.stringify({ error: { ...error.body, request_log_url: `${baseUrl}/` } }));
    } finally {
      store.request = { id: null, idempotency_key: null };
      if (key) running.delete(key);
    }
  }

  /** A declined card is an answer like any other; a wrong request throws. */
  function run(work: () => Obj): { status: number; body: string } {
    try {
      return { status: 200, body: JSON.stringify(work()) };
    } catch (error) {
      if (error instanceof ApiError && error.status === 402) return { status: 402, body: JSON.stringify({ error: error.body }) };
      throw error;
    }
  }

  async function pages(request: IncomingMessage, response: ServerResponse, url: URL) {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'", 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' };
    if (url.pathname === '/page.css') return void response.writeHead(200, { ...headers, 'content-type': 'text/css' }).end(PAGE_CSS);
    const id = /^\/c\/pay\/(\w+)$/.exec(url.pathname)?.[1];
    if (!id) return void response.writeHead(404, headers).end(notFoundPage());
    const form = request.method === 'POST' ? Object.fromEntries(new URLSearchParams(await bodyOf(request))) : null;
    const answer = checkoutPage(store, id, form);
    await store.flush();
    if ('redirect' in answer) response.writeHead(303, { ...headers, location: answer.redirect }).end();
    else response.writeHead(answer.status, headers).end(answer.html);
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const work = url.pathname.startsWith('/_emulator/') ? controls(request, response, url) : url.pathname.startsWith('/v1') ? api(request, response, url) : pages(request, response, url);
    work.catch((error: unknown) => {
      log({ event: 'stripe_standin.failed', message: error instanceof Error ? error.message : 'unknown' });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });

  async function controls(request: IncomingMessage, response: ServerResponse, url: URL) {
    try {
      assertKey(request);
      const text = await bodyOf(request);
      const result = await control.handle(request.method ?? 'GET', url.pathname, text ? (JSON.parse(text) as Obj) : {});
      await store.flush();
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 400;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message: error instanceof Error ? error.message : 'bad request', type: 'invalid_request_error' } }));
    }
  }

  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, options.host, resolve));
  const { port } = server.address() as AddressInfo;
  baseUrl = `http://${options.host}:${port}`;
  for (const endpoint of store.all('webhook_endpoint').filter(({ metadata }) => metadata?.site === 'yes')) store.remove(endpoint['id'] as string);
  for (const { url, secret } of options.webhooks ?? []) ROUTES['POST /v1/webhook_endpoints']?.({ store, baseUrl, ids: [], params: { url, enabled_events: ['*'], metadata: { site: 'yes' }, _secret: secret } });
  await store.flush();
  const ticking = setInterval(() => {
    runUntil(store, null, store.now());
    void store.flush().catch(() => log({ event: 'stripe_standin.not_saved' }));
  }, TICK_MS);

  return {
    url: baseUrl,
    port,
    idle: () => deliverer.idle(),
    async close() {
      clearInterval(ticking);
      await deliverer.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.flush();
    },
  };
}
