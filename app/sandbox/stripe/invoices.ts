import { addPeriods } from './calendar';
import { cardError, resolveMethod } from './cards';
import { charge } from './money';
import { asList, invalid, make, type Obj } from './protocol';
import type { Store } from './store';

const HOUR = 3600;
const DAY = 86_400;
/** Days until each automatic retry; after the last the invoice stays open and the subscription past due. */
const RETRY_DAYS = [3, 5, 7, 7];

export const clockOf = (object: Obj) => (object['test_clock'] as string | null | undefined) ?? null;
const itemOf = (subscription: Obj) => subscription['items']['data'][0] as Obj;

export function nextPeriodEnd(store: Store, subscription: Obj, from: number): number {
  const { interval, interval_count: count } = itemOf(subscription)['price']['recurring'] as Obj;
  const anchor = subscription['billing_cycle_anchor'] as number;
  for (let periods = 1; ; periods++) {
    const end = addPeriods(anchor, interval, periods * count);
    if (end > from) return end;
  }
}

function lineFor(store: Store, subscription: Obj, invoiceId: string, period: { start: number; end: number }): Obj {
  const item = itemOf(subscription);
  const { id: price, product, unit_amount: amount, unit_amount_decimal: decimal } = item['price'] as Obj;
  return make('line_item', {
    id: store.newId('line_item'), amount, subtotal: amount, currency: subscription['currency'], description: `1 × ${store.find('product', product)?.['name'] ?? ''}`, discount_amounts: [], discountable: true,
    invoice: invoiceId, metadata: structuredClone(subscription['metadata']), period, pretax_credit_amounts: [], quantity: 1, quantity_decimal: '1', subscription: subscription['id'], taxes: [],
    parent: { type: 'subscription_item_details', invoice_item_details: null, subscription_item_details: { invoice_item: null, proration: false, proration_details: { credited_items: null }, subscription: subscription['id'], subscription_item: item['id'] } },
    pricing: { type: 'price_details', price_details: { price, product }, unit_amount_decimal: decimal },
  });
}

function invoiceFields(store: Store, subscription: Obj, id: string, reason: string, period: { start: number; end: number }): Obj {
  const customer = store.any(subscription['customer'] as string) as Obj;
  const line = lineFor(store, subscription, id, period);
  const amount = line['amount'] as number;
  const now = store.now(clockOf(subscription));
  return {
    id, account_country: 'US', account_name: 'Sandbox', amount_due: amount, amount_remaining: amount, subtotal: amount, subtotal_excluding_tax: amount, total: amount, total_excluding_tax: amount, billing_reason: reason, created: now,
    currency: subscription['currency'], customer: subscription['customer'], customer_email: customer['email'] ?? null, customer_name: customer['name'] ?? null, customer_tax_exempt: 'none', customer_tax_ids: [], customer_address: null,
    effective_at: null, hosted_invoice_url: null, invoice_pdf: null, lines: asList(`/v1/invoices/${id}/lines`, [line]), metadata: {}, starting_balance: 0, status: 'draft', test_clock: clockOf(subscription),
    parent: { type: 'subscription_details', quote_details: null, subscription_details: { metadata: structuredClone(subscription['metadata']), subscription: subscription['id'] } },
    period_start: now, period_end: now, total_discount_amounts: [], total_pretax_credit_amounts: [], total_taxes: [],
  };
}

/** The invoice of a period. A renewal stays a draft for an hour; a subscription that is paused with `void` gets a void one. */
export function createInvoice(store: Store, subscription: Obj, reason: 'subscription_create' | 'subscription_cycle', period: { start: number; end: number }): Obj {
  const fields = invoiceFields(store, subscription, store.newId('invoice'), reason, period);
  const draft = reason === 'subscription_cycle';
  const invoice = store.create('invoice', { ...fields, auto_advance: true, automatically_finalizes_at: draft ? (fields['created'] as number) + HOUR : null });
  store.emit('invoice.created', invoice);
  store.update(subscription, { latest_invoice: invoice['id'] });
  if (draft && subscription['pause_collection']?.behavior === 'void') voidInvoice(store, finalize(store, invoice));
  return invoice;
}

/** What the next invoice would say. */
export function previewInvoice(store: Store, subscription: Obj): Obj {
  const start = itemOf(subscription)['current_period_end'] as number;
  const id = `upcoming_in_${store.newId('invoice').slice(3)}`;
  return make('invoice', invoiceFields(store, subscription, id, 'upcoming', { start, end: nextPeriodEnd(store, subscription, start) }));
}

export function finalize(store: Store, invoice: Obj): Obj {
  if (invoice['status'] !== 'draft') throw invalid('This invoice is already finalized.', 'invoice_not_editable');
  const now = store.now(clockOf(invoice));
  const customer = store.any(invoice['customer'] as string) as Obj;
  const sequence = (customer['next_invoice_sequence'] as number | undefined) ?? 1;
  store.update(customer, { next_invoice_sequence: sequence + 1 });
  store.update(invoice, {
    status: 'open', number: `${customer['invoice_prefix']}-${String(sequence).padStart(4, '0')}`, automatically_finalizes_at: null, effective_at: now, ending_balance: 0,
    status_transitions: { ...invoice['status_transitions'], finalized_at: now },
  });
  store.emit('invoice.finalized', invoice);
  return invoice;
}

function methodFor(store: Store, invoice: Obj, given?: string): Obj | null {
  if (given) return resolveMethod(store, given);
  const subscription = store.find('subscription', invoice['parent']?.subscription_details?.subscription);
  const customer = store.find('customer', invoice['customer']);
  const id = subscription?.['default_payment_method'] ?? customer?.['invoice_settings']?.default_payment_method ?? store.where('payment_method', (method) => method['customer'] === invoice['customer'])[0]?.['id'];
  return store.find('payment_method', id);
}

function attemptOf(store: Store, invoice: Obj, intent: Obj, paid: boolean): void {
  const now = store.now(clockOf(invoice));
  const existing = store.where('invoice_payment', (payment) => payment['invoice'] === invoice['id'])[0];
  const fields = { status: paid ? 'paid' : 'open', amount_paid: paid ? invoice['amount_due'] : null, status_transitions: { canceled_at: null, paid_at: paid ? now : null } };
  if (existing) store.update(existing, fields);
  else {
    store.create('invoice_payment', {
      ...fields, amount_requested: invoice['amount_due'], created: now, currency: invoice['currency'], invoice: invoice['id'], is_default: true, payment: { type: 'payment_intent', payment_intent: intent['id'] },
    });
  }
}

/** Tries to pay an open invoice. @param automatic counts towards the schedule of retries */
export function payInvoice(store: Store, invoice: Obj, options: { method?: string; automatic: boolean; description?: string | null }): { paid: boolean; error?: ReturnType<typeof cardError> } {
  if (invoice['status'] === 'paid') throw invalid('Invoice is already paid.', 'invoice_already_paid');
  if (invoice['status'] !== 'open') throw invalid(`This invoice is ${invoice['status']} and can't be paid.`, 'invoice_not_editable');
  const now = store.now(clockOf(invoice));
  const subscription = store.find('subscription', invoice['parent']?.subscription_details?.subscription);
  const method = methodFor(store, invoice, options.method);
  if (!method) throw invalid('This customer has no attached payment source or default payment method.', 'resource_missing');
  const open = store.where('invoice_payment', (payment) => payment['invoice'] === invoice['id'])[0];
  const before = open ? store.find('payment_intent', open['payment']['payment_intent']) : null;
  const { intent, decline } = charge(store, {
    amount: invoice['amount_due'], currency: invoice['currency'], customer: invoice['customer'], method, metadata: {}, description: options.description ?? 'Subscription update', intent: before,
  });
  attemptOf(store, invoice, intent, !decline);
  const count = (invoice['attempt_count'] as number) + 1;
  if (decline) {
    const wait = options.automatic ? RETRY_DAYS[count - 1] : undefined;
    const next = options.automatic ? (wait === undefined ? null : now + wait * DAY) : invoice['next_payment_attempt'];
    store.update(invoice, { attempt_count: count, attempted: true, next_payment_attempt: next }, 'invoice.updated');
    store.emit('invoice.payment_failed', invoice);
    if (subscription && subscription['status'] === 'active') store.update(subscription, { status: 'past_due' }, 'customer.subscription.updated');
    return { paid: false, error: cardError(decline, intent) };
  }
  store.update(invoice, {
    attempt_count: count, attempted: true, next_payment_attempt: null, status: 'paid', amount_paid: invoice['amount_due'], amount_remaining: 0, auto_advance: false,
    status_transitions: { ...invoice['status_transitions'], paid_at: now },
  });
  store.emit('invoice.paid', invoice);
  store.emit('invoice.payment_succeeded', invoice);
  const others = subscription ? store.where('invoice', (other) => other['parent']?.subscription_details?.subscription === subscription['id'] && other['status'] === 'open') : [];
  if (subscription && subscription['status'] === 'past_due' && others.length === 0) store.update(subscription, { status: 'active' }, 'customer.subscription.updated');
  return { paid: true };
}

export function voidInvoice(store: Store, invoice: Obj): Obj {
  if (invoice['status'] !== 'open' && invoice['status'] !== 'uncollectible') throw invalid(`You can only void open invoices; this one is ${invoice['status']}.`, 'invoice_not_editable');
  store.update(invoice, { status: 'void', next_payment_attempt: null, auto_advance: false, status_transitions: { ...invoice['status_transitions'], voided_at: store.now(clockOf(invoice)) } });
  store.emit('invoice.voided', invoice);
  const subscription = store.find('subscription', invoice['parent']?.subscription_details?.subscription);
  const open = subscription ? store.where('invoice', (other) => other['parent']?.subscription_details?.subscription === subscription['id'] && other['status'] === 'open') : [];
  if (subscription && subscription['status'] === 'past_due' && open.length === 0) store.update(subscription, { status: 'active' }, 'customer.subscription.updated');
  return invoice;
}
