import { syncCharge } from '../giving/sync-charge.server';
import { transact } from '../platform/db/client.server';
import { errorFields } from '../platform/log.server';
import { PaymentError } from '../platform/payments/port.server';
import type { Services } from '../platform/services.server';
import { isUnknownObject, syncCheckoutSession, syncInvoice, syncSubscription } from './sync.server';

/** Which object an event is about. An event is a hint: its payload is not read, the object is fetched. */
const SYNC_BY_TYPE: [prefix: string, sync: (services: Services, objectId: string) => Promise<boolean>][] = [
  ['checkout.session.', syncCheckoutSession],
  ['customer.subscription.', syncSubscription],
  ['invoice.', syncInvoice],
  ['charge.dispute.', async () => false],
  ['charge.refund.', syncRefund],
  ['charge.', syncCharge],
  ['refund.', syncRefund],
];

const SYNC_BY_ID: [prefix: string, sync: (services: Services, objectId: string) => Promise<boolean>][] = [
  ['cs_', syncCheckoutSession],
  ['sub_', syncSubscription],
  ['in_', syncInvoice],
  ['ch_', syncCharge],
];

async function syncRefund(services: Services, refundId: string): Promise<boolean> {
  const { charge } = await services.payments.call((stripe) => stripe.refunds.retrieve(refundId));
  const chargeId = typeof charge === 'string' ? charge : charge?.id;
  return chargeId ? syncCharge(services, chargeId) : false;
}

/** Does what a stored event hints at. Unknown types and objects that are not ours are kept as `ignored`. */
export async function processEvent(services: Services, eventId: string): Promise<void> {
  const { db } = services;
  const event = await db.stripeEvent.findUnique({ where: { id: eventId } });
  if (!event || event.state !== 'received') return;
  const sync = SYNC_BY_TYPE.find(([prefix]) => event.type.startsWith(prefix))?.[1];
  let ours = false;
  try {
    ours = sync && event.objectId ? await sync(services, event.objectId) : false;
  } catch (error) {
    if (!isUnknownObject(error)) {
      await db.stripeEvent.update({ where: { id: eventId }, data: { error: error instanceof PaymentError ? error.fault.kind : 'failed' } });
      throw error;
    }
  }
  await db.stripeEvent.update({ where: { id: eventId }, data: { state: ours ? 'processed' : 'ignored', processedAt: new Date(), error: null } });
}

/** Those that were stored together. One that fails goes on by itself, with its own retries, and doesn't hold up the others. */
export async function processEvents(services: Services, eventIds: string[]): Promise<void> {
  for (const eventId of eventIds) {
    try {
      await processEvent(services, eventId);
    } catch (error) {
      if (eventIds.length === 1) throw error;
      services.log.warn({ event: 'stripe.event_apart', id: eventId, ...errorFields(error) });
      await transact(services.db, (tx) => services.jobs.enqueue(tx, 'stripe.event', { eventIds: [eventId] }, { startAfterSeconds: 2 }));
    }
  }
}

/** Fetches and writes one object by its id. */
export async function syncById(services: Services, objectId: string): Promise<void> {
  await SYNC_BY_ID.find(([prefix]) => objectId.startsWith(prefix))?.[1](services, objectId);
}
