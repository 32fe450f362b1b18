import type { Request, Response } from 'express';
import { transact } from '../db/client.server';
import { errorFields } from '../log.server';
import type { Services } from '../services.server';
import { problem } from '../http/security.server';

const MAX_BYTES = 1024 * 1024;

async function readBody(request: Request): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * `POST /webhooks/stripe`: verify the exact bytes, store, enqueue, acknowledge; the work is a job.
 * 400 with nothing written on a bad signature or an oversize body, 503 when the event could not be stored.
 */
export function stripeWebhook({ db, env, jobs, log, payments }: Services) {
  return async (request: Request, response: Response) => {
    const body = await readBody(request);
    if (!body) {
      response.set('Connection', 'close');
      return problem(response, 400, 'The body is larger than 1 MB. Nothing was stored.');
    }
    const event = payments.verifyWebhook(body, request.get('stripe-signature') ?? null);
    if (!event) return problem(response, 400, 'The signature is missing, wrong, too old or from the future. Nothing was stored.');
    const sameMode = event.livemode === (env.mode === 'live');
    try {
      await transact(db, async (tx) => {
        const stored = await tx.stripeEvent.createMany({
          data: [{ id: event.id, mode: sameMode ? env.mode : event.livemode ? 'live' : 'test', type: event.type, objectId: event.objectId, createdAt: new Date(event.created * 1000), state: sameMode ? 'received' : 'ignored' }],
          skipDuplicates: true,
        });
        if (stored.count === 1 && sameMode) await jobs.enqueue(tx, 'stripe.event', { eventId: event.id });
      });
    } catch (error) {
      log.error({ event: 'webhook.not_stored', reference: response.locals['reference'], ...errorFields(error) });
      return problem(response, 503, 'The event could not be stored. Send it again.');
    }
    response.status(200).json({ received: true });
  };
}
