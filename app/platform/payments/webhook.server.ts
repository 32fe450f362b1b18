import type { IncomingMessage, ServerResponse } from 'node:http';
import { newReference } from '../http/security.server';
import { errorFields } from '../log.server';
import type { Services } from '../services.server';
import { createEventStore } from './store-events.server';

export const STRIPE_WEBHOOK_PATH = '/webhooks/stripe';

const MAX_BYTES = 1024 * 1024;

/** The exact bytes, or null when there are more than 1 MB of them. */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BYTES) chunks.push(chunk);
      else resolve(null);
    });
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', reject);
  });
}

/**
 * `POST /webhooks/stripe`: verify the exact bytes, store, enqueue, acknowledge; the work is a job.
 * 400 with nothing written on a bad signature or an oversize body, 503 when the event could not be stored.
 * Plain HTTP, before the web framework: whatever else is slow, Stripe is answered.
 * @param headers sent with every answer
 */
export function stripeWebhook(services: Services, headers: Record<string, string> = {}) {
  const { env, log, payments } = services;
  const store = createEventStore(services);
  const ACCEPTED = '{"received":true}';
  // Node takes a flat list of names and values without looking at it twice.
  const acceptedHeaders = Object.entries({ ...headers, 'Content-Type': 'application/json', 'Cache-Control': 'no-store', 'Content-Length': String(ACCEPTED.length) }).flat();
  const answer = (response: ServerResponse, status: number, body: object, more: Record<string, string> = {}) => {
    const text = JSON.stringify(body);
    response.writeHead(status, { ...headers, 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', 'Content-Length': Buffer.byteLength(text), ...more }).end(text);
  };
  const refuse = (response: ServerResponse, status: number, detail: string, more?: Record<string, string>) => {
    const reference = newReference();
    answer(response, status, { status, detail, reference }, more);
    return reference;
  };

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return void refuse(response, 405, 'Send events by POST.', { Allow: 'POST' });
    const body = await readBody(request);
    if (!body) return void refuse(response, 400, 'The body is larger than 1 MB. Nothing was stored.', { Connection: 'close' });
    const signature = request.headers['stripe-signature'];
    const event = payments.verifyWebhook(body, typeof signature === 'string' ? signature : null);
    if (!event) return void refuse(response, 400, 'The signature is missing, wrong, too old or from the future. Nothing was stored.');
    const sameMode = event.livemode === (env.mode === 'live');
    try {
      await store({ id: event.id, mode: sameMode ? env.mode : event.livemode ? 'live' : 'test', type: event.type, objectId: event.objectId, createdAt: new Date(event.created * 1000), state: sameMode ? 'received' : 'ignored' });
    } catch (error) {
      log.error({ event: 'webhook.not_stored', reference: refuse(response, 503, 'The event could not be stored. Send it again.'), ...errorFields(error) });
      return;
    }
    response.writeHead(200, acceptedHeaders).end(ACCEPTED);
  }

  return (request: IncomingMessage, response: ServerResponse) =>
    void receive(request, response).catch((error: unknown) => {
      log.error({ event: 'webhook.failed', ...errorFields(error) });
      response.destroy();
    });
}
