import { createPrice, planOf } from './catalog';
import { clockOf, createInvoice, finalize, nextPeriodEnd, payInvoice } from './invoices';
import { addPeriods } from './calendar';
import { asList, invalid, make, mergeMetadata, missing, type Obj } from './protocol';
import type { Store } from './store';

const DAY = 86_400;

function itemFor(store: Store, subscriptionId: string, price: Obj, period: { start: number; end: number }, id = store.newId('subscription_item')): Obj {
  return make('subscription_item', {
    id, created: store.now(), current_period_start: period.start, current_period_end: period.end, plan: planOf(price), price: structuredClone(price), quantity: 1, subscription: subscriptionId, tax_rates: [],
  });
}

/** Starts a subscription: its first invoice is paid in the same call. */
export function createSubscription(store: Store, given: { customer: Obj; price: Obj; method: Obj; metadata: Obj; description: string | null }): { subscription: Obj; invoice: Obj } {
  const { customer, price, method } = given;
  const clock = clockOf(customer);
  const now = store.now(clock);
  const id = store.newId('subscription');
  const period = { start: now, end: addPeriods(now, price['recurring']['interval'], price['recurring']['interval_count']) };
  const subscription = store.create('subscription', {
    id, billing_cycle_anchor: now, billing_mode: { type: 'flexible', flexible: { proration_discounts: 'included' } }, cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null }, created: now, currency: price['currency'],
    customer: customer['id'], default_payment_method: method['id'], description: given.description, metadata: given.metadata, start_date: now, status: 'incomplete', test_clock: clock,
    items: asList(`/v1/subscription_items?subscription=${id}`, [itemFor(store, id, price, period)]),
    payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' }, trial_settings: { end_behavior: { billing_cycle_anchor: 'unchanged', missing_payment_method: 'create_invoice' } },
  });
  if (!customer['currency']) store.update(customer, { currency: price['currency'] });
  const invoice = createInvoice(store, subscription, 'subscription_create', period);
  store.update(subscription, { status: 'active' });
  store.emit('customer.subscription.created', subscription);
  finalize(store, invoice);
  payInvoice(store, invoice, { automatic: true, description: 'Subscription creation' });
  return { subscription, invoice };
}

/** A period ends: the next begins with a draft invoice, or the subscription with it. */
export function renew(store: Store, subscription: Obj): void {
  const item = subscription['items']['data'][0] as Obj;
  const start = item['current_period_end'] as number;
  const end = nextPeriodEnd(store, subscription, start);
  const items = { ...subscription['items'], data: [{ ...item, current_period_start: start, current_period_end: end }] };
  store.update(subscription, { items, ...(subscription['status'] === 'trialing' ? { status: 'active' } : {}) }, 'customer.subscription.updated');
  createInvoice(store, subscription, 'subscription_cycle', { start, end });
}

export function cancel(store: Store, subscription: Obj, details: Obj = {}): Obj {
  if (subscription['status'] === 'canceled') throw missing('subscription', subscription['id'] as string);
  const now = store.now(clockOf(subscription));
  // Drafts and open invoices stay as they are, but nothing retries them by itself any more.
  for (const invoice of store.where('invoice', (one) => one['parent']?.subscription_details?.subscription === subscription['id'] && (one['status'] === 'draft' || one['status'] === 'open'))) {
    store.update(invoice, { auto_advance: false, automatically_finalizes_at: null, next_payment_attempt: null });
  }
  store.update(subscription, {
    status: 'canceled', canceled_at: subscription['canceled_at'] ?? now, ended_at: now, cancel_at_period_end: false,
    cancellation_details: { ...subscription['cancellation_details'], reason: 'cancellation_requested', ...details },
  });
  store.emit('customer.subscription.deleted', subscription);
  return subscription;
}

const period = (subscription: Obj) => subscription['items']['data'][0] as Obj;

export function updateSubscription(store: Store, subscription: Obj, params: Obj): Obj {
  if (subscription['status'] === 'canceled') throw invalid('A canceled subscription can only update its cancellation_details and metadata.', 'resource_missing');
  const now = store.now(clockOf(subscription));
  const fields: Obj = {};
  if (params['metadata'] !== undefined) fields['metadata'] = mergeMetadata(subscription['metadata'], params['metadata']);
  if (params['description'] !== undefined) fields['description'] = params['description'] || null;
  if (params['default_payment_method'] !== undefined) {
    const method = params['default_payment_method'] as string;
    if (method && store.get('payment_method', method, 'default_payment_method')['customer'] !== subscription['customer']) throw invalid('The payment method is not attached to this customer.', 'resource_missing');
    fields['default_payment_method'] = method || null;
  }
  if (params['pause_collection'] !== undefined) {
    const pause = params['pause_collection'] as Obj | '';
    if (pause && pause['resumes_at'] !== undefined && pause['resumes_at'] <= now) throw invalid('`resumes_at` must be in the future.', undefined, 'pause_collection[resumes_at]');
    fields['pause_collection'] = pause ? { behavior: pause['behavior'], resumes_at: pause['resumes_at'] ?? null } : null;
  }
  if (params['cancel_at_period_end'] !== undefined) {
    const ends = params['cancel_at_period_end'] as boolean;
    Object.assign(fields, ends ? { cancel_at_period_end: true, cancel_at: period(subscription)['current_period_end'], canceled_at: now } : { cancel_at_period_end: false, cancel_at: null, canceled_at: null });
    fields['cancellation_details'] = { ...subscription['cancellation_details'], reason: ends ? 'cancellation_requested' : null };
  }
  if (params['cancellation_details']) fields['cancellation_details'] = { ...(fields['cancellation_details'] ?? subscription['cancellation_details']), ...params['cancellation_details'] };
  if (params['items']) fields['items'] = changedItems(store, subscription, params['items'] as Obj[]);
  if (params['trial_end'] !== undefined) {
    const end = params['trial_end'] === 'now' ? now : Number(params['trial_end']);
    if (!(end > now)) throw invalid('`trial_end` must be in the future.', undefined, 'trial_end');
    const items = fields['items'] ?? subscription['items'];
    Object.assign(fields, { trial_start: now, trial_end: end, status: 'trialing', billing_cycle_anchor: end, items: { ...items, data: [{ ...items.data[0], current_period_start: now, current_period_end: end }] } });
  }
  if ((params['billing_cycle_anchor'] as Obj | undefined)?.['type'] === 'now') {
    const items = fields['items'] ?? subscription['items'];
    const { interval, interval_count: count } = items.data[0].price.recurring as Obj;
    const span = { start: now, end: addPeriods(now, interval, count) };
    Object.assign(fields, { billing_cycle_anchor: now, items: { ...items, data: [{ ...items.data[0], current_period_start: span.start, current_period_end: span.end }] } });
    store.update(subscription, fields, 'customer.subscription.updated');
    const invoice = createInvoice(store, subscription, 'subscription_cycle', span);
    payInvoice(store, finalize(store, invoice), { automatic: true });
    return subscription;
  }
  return store.update(subscription, fields, 'customer.subscription.updated');
}

function changedItems(store: Store, subscription: Obj, given: Obj[]): Obj {
  const items = subscription['items'] as Obj;
  const current = period(subscription);
  const [change] = given;
  if (!change || given.length > 1 || (change['id'] && change['id'] !== current['id'])) throw invalid(`No such subscription item: '${change?.['id']}'`, 'resource_missing', 'items[0][id]');
  if (change['quantity'] !== undefined && change['quantity'] < 1) throw invalid('Quantity must be at least 1.', undefined, 'items[0][quantity]');
  const price = change['price_data'] ? createPrice(store, change['price_data'] as Obj, false) : change['price'] ? store.get('price', change['price'], 'items[0][price]') : (current['price'] as Obj);
  if (price['currency'] !== subscription['currency']) throw invalid(`The price's currency (${price['currency']}) differs from the subscription's (${subscription['currency']}).`, undefined, 'items[0][price_data][currency]');
  return { ...items, data: [{ ...current, price: structuredClone(price), plan: planOf(price) }] };
}

/** When the next thing happens to a subscription by itself, and what. */
export function dueOf(subscription: Obj): { at: number; run: (store: Store) => void } | null {
  if (subscription['status'] === 'canceled' || subscription['status'] === 'incomplete') return null;
  const end = period(subscription)['current_period_end'] as number;
  const resumes = subscription['pause_collection']?.resumes_at as number | null | undefined;
  if (resumes && resumes <= end) return { at: resumes, run: (store) => void store.update(subscription, { pause_collection: null }, 'customer.subscription.updated') };
  const cancelAt = subscription['cancel_at'] as number | null;
  if (cancelAt && cancelAt <= end) return { at: cancelAt, run: (store) => void cancel(store, subscription) };
  return { at: end, run: (store) => renew(store, subscription) };
}

/** Seven days before a renewal Stripe announces it. */
export function announceOf(store: Store, subscription: Obj): { at: number; run: (store: Store) => void } | null {
  const end = period(subscription)['current_period_end'] as number;
  const told = store.hidden(subscription['id'] as string)['announced'] as number | undefined;
  if (subscription['status'] !== 'active' || subscription['cancel_at_period_end'] || (told ?? 0) >= end) return null;
  return {
    at: end - 7 * DAY,
    run: (here) => {
      here.hide(subscription['id'] as string, { announced: end });
      here.emit('invoice.upcoming', make('invoice', { id: `upcoming_in_${here.newId('invoice').slice(3)}`, customer: subscription['customer'], currency: subscription['currency'], created: here.now(), status: 'draft', billing_reason: 'upcoming', lines: asList('/v1/invoices/upcoming/lines', []) }));
    },
  };
}
