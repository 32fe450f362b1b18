import { expire } from './checkout';
import { clockOf, finalize, payInvoice } from './invoices';
import { ApiError, invalid, type Obj } from './protocol';
import { announceOf, dueOf } from './subscriptions';
import type { Store } from './store';

interface Due {
  at: number;
  run: (store: Store) => void;
}

const clockOfSession = (store: Store, session: Obj) => clockOf(store.find('customer', session['customer']) ?? {});

/** Everything that happens by itself on one clock (the account's: null), as far as it can be foreseen now. */
function dues(store: Store, clock: string | null): Due[] {
  const result: Due[] = [];
  for (const session of store.where('checkout.session', (one) => one['status'] === 'open' && clockOfSession(store, one) === clock)) result.push({ at: session['expires_at'] as number, run: () => void expire(store, session) });
  for (const invoice of store.where('invoice', (one) => clockOf(one) === clock && (one['status'] === 'draft' || one['status'] === 'open'))) {
    const finalizes = invoice['automatically_finalizes_at'] as number | null;
    const retries = invoice['next_payment_attempt'] as number | null;
    if (invoice['status'] === 'draft' && finalizes) result.push({ at: finalizes, run: () => void payInvoice(store, finalize(store, invoice), { automatic: true }) });
    if (invoice['status'] === 'open' && retries) result.push({ at: retries, run: () => void payInvoice(store, invoice, { automatic: true }) });
  }
  for (const subscription of store.where('subscription', (one) => clockOf(one) === clock)) {
    const due = [dueOf(subscription), announceOf(store, subscription)];
    result.push(...due.filter((one) => one !== null));
  }
  return result;
}

/** Lets everything up to `until` happen, in the order of time, each at its own moment. */
export function runUntil(store: Store, clock: string | null, until: number): void {
  for (;;) {
    const next = dues(store, clock).filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
    if (!next) return;
    store.during(next.at, () => {
      try {
        next.run(store);
      } catch (error) {
        // A customer without a card: the invoice waits, as at Stripe.
        if (!(error instanceof ApiError)) throw error;
      }
    });
  }
}

export function createTestClock(store: Store, params: Obj): Obj {
  return store.create('test_helpers.test_clock', {
    created: store.now(), deletes_after: store.now() + 30 * 86_400, frozen_time: params['frozen_time'], name: params['name'] ?? null, status: 'ready', status_details: {},
  });
}

export function advanceTestClock(store: Store, clock: Obj, params: Obj): Obj {
  const target = params['frozen_time'] as number;
  if (!(target > (clock['frozen_time'] as number))) throw invalid('The clock can only be advanced to a later time.', undefined, 'frozen_time');
  runUntil(store, clock['id'] as string, target);
  return store.update(clock, { frozen_time: target, status: 'ready' });
}

export function deleteTestClock(store: Store, clock: Obj): Obj {
  const id = clock['id'] as string;
  const customers = store.where('customer', (one) => clockOf(one) === id).map((one) => one['id'] as string);
  for (const kind of ['subscription', 'invoice']) for (const object of store.where(kind, (one) => customers.includes(one['customer'] as string))) store.remove(object['id'] as string);
  customers.forEach((customer) => store.remove(customer));
  store.remove(id);
  return { id, object: 'test_helpers.test_clock', deleted: true };
}
