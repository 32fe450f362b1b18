import { attach, cardError, declineOf, resolveMethod } from './cards';
import { assertAmount, createCustomer, createPrice } from './catalog';
import { clockOf } from './invoices';
import { charge } from './money';
import { invalid, make, mergeMetadata, type Obj } from './protocol';
import { createSubscription } from './subscriptions';
import type { Store } from './store';

const MIN_OPEN = 30 * 60;
const MAX_OPEN = 24 * 3600;
/** Clocks of callers differ a little. */
const SLACK = 60;

export const sessionNow = (store: Store, session: Obj) => store.now(clockOf(store.find('customer', session['customer']) ?? {}));

function readLines(store: Store, given: Obj[], mode: string): { price: Obj; quantity: number }[] {
  if (!given?.length) throw invalid('You must pass `line_items`.', 'parameter_missing', 'line_items');
  return given.map((line, index) => {
    const quantity = (line['quantity'] as number | undefined) ?? 1;
    if (quantity < 1) throw invalid('Quantity must be greater than 0.', 'parameter_invalid_integer', `line_items[${index}][quantity]`);
    const price = line['price_data'] ? createPrice(store, line['price_data'] as Obj, false) : store.get('price', line['price'], `line_items[${index}][price]`);
    assertAmount((price['unit_amount'] as number) * quantity, price['currency'] as string);
    if (mode === 'payment' && price['type'] === 'recurring') throw invalid('You specified `payment` mode but passed a recurring price.', undefined, `line_items[${index}]`);
    return { price, quantity };
  });
}

export function createSession(store: Store, baseUrl: string, params: Obj): Obj {
  const mode = params['mode'] as string;
  if (!['payment', 'subscription', 'setup'].includes(mode)) throw invalid('Invalid mode.', undefined, 'mode');
  if (!params['success_url'] && (params['ui_mode'] ?? 'hosted_page') === 'hosted_page') throw invalid('Missing required param: success_url.', 'parameter_missing', 'success_url');
  const customer = params['customer'] ? store.get('customer', params['customer'], 'customer') : null;
  const now = store.now(customer && clockOf(customer));
  const expires = (params['expires_at'] as number | undefined) ?? now + MAX_OPEN;
  if (expires < now + MIN_OPEN - SLACK || expires > now + MAX_OPEN + SLACK) throw invalid('The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.', undefined, 'expires_at');
  const lines = mode === 'setup' ? [] : readLines(store, params['line_items'] as Obj[], mode);
  if (mode === 'subscription' && !lines.some(({ price }) => price['type'] === 'recurring')) throw invalid('You must provide at least one recurring price in `subscription` mode.', undefined, 'line_items');
  const total = lines.reduce((sum, { price, quantity }) => sum + (price['unit_amount'] as number) * quantity, 0);
  const currency = (lines[0]?.price['currency'] as string | undefined) ?? params['currency'] ?? null;
  const id = store.newId('checkout.session');
  const items = lines.map(({ price, quantity }) => {
    const amount = (price['unit_amount'] as number) * quantity;
    return make('item', { id: store.newId('item'), amount_subtotal: amount, amount_total: amount, currency, description: store.find('product', price['product'])?.['name'] ?? '', price: structuredClone(price), quantity });
  });
  return store.create(
    'checkout.session',
    {
      id, mode, created: now, expires_at: expires, currency, customer: customer?.['id'] ?? null, customer_email: params['customer_email'] ?? null, customer_creation: customer ? null : mode === 'payment' ? (params['customer_creation'] ?? 'if_required') : mode === 'subscription' ? 'always' : null,
      client_reference_id: params['client_reference_id'] ?? null, metadata: mergeMetadata({}, params['metadata']), locale: params['locale'] ?? null, submit_type: params['submit_type'] ?? null,
      success_url: params['success_url'] ?? null, cancel_url: params['cancel_url'] ?? null, ui_mode: params['ui_mode'] ?? 'hosted_page', url: `${baseUrl}/c/pay/${id}`, status: 'open', payment_status: mode === 'setup' ? 'no_payment_required' : 'unpaid',
      amount_subtotal: mode === 'setup' ? null : total, amount_total: mode === 'setup' ? null : total, total_details: mode === 'setup' ? null : { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
      payment_method_types: ['card'], payment_method_collection: mode === 'subscription' ? 'always' : 'if_required', payment_method_options: { card: { request_three_d_secure: 'automatic' } },
      custom_fields: ((params['custom_fields'] ?? []) as Obj[]).map((field) => ({ key: field['key'], label: { type: 'custom', custom: field['label']['custom'] }, optional: field['optional'] ?? false, type: field['type'], [field['type']]: { default_value: null, maximum_length: null, minimum_length: null, value: null } })),
      customer_details: customer ? personOf({ email: customer['email'], name: null }) : null,
    },
    { line_items: items, intent_data: params['payment_intent_data'] ?? {}, subscription_data: params['subscription_data'] ?? {}, price: lines[0]?.price['id'] ?? null },
  );
}

const personOf = ({ email, name }: { email?: string | null; name?: string | null }): Obj => ({ address: null, business_name: null, email: email ?? null, individual_name: null, name: name ?? null, phone: null, tax_exempt: 'none', tax_ids: [] });

export function assertOpen(store: Store, session: Obj): void {
  if (session['status'] === 'complete') throw invalid('This Checkout Session has already been completed.', 'checkout_session_complete');
  if (session['status'] === 'expired' || (session['expires_at'] as number) <= sessionNow(store, session)) throw invalid('This Checkout Session has expired.', 'checkout_session_expired');
}

export function expire(store: Store, session: Obj): Obj {
  if (session['status'] !== 'open') throw invalid('Only Checkout Sessions with a status in ["open"] can be expired.', 'invalid_request_error');
  store.update(session, { status: 'expired', url: null });
  store.emit('checkout.session.expired', session);
  return session;
}

/** Somebody pays a session's page with a payment method. A decline leaves the session open. */
export function confirm(store: Store, session: Obj, given: { method: string; email?: string | null; name?: string | null; expected?: number }): Obj {
  assertOpen(store, session);
  if (given.expected !== undefined && given.expected !== session['amount_total']) throw invalid('The amount of the Checkout Session has changed.', undefined, 'expected_amount');
  const method = resolveMethod(store, given.method);
  const billing = method['billing_details'] as Obj;
  const existing = store.find('customer', session['customer']);
  const person = personOf({ email: existing?.['email'] ?? given.email ?? billing['email'], name: given.name ?? billing['name'] ?? existing?.['name'] });
  return store.during(sessionNow(store, session), () => settle(store, session, method, existing, person));
}

function settle(store: Store, session: Obj, method: Obj, existing: Obj | null, person: Obj): Obj {
  const id = session['id'] as string;
  const { intent_data: intentData, subscription_data: subscriptionData, price } = store.hidden(id) as { intent_data: Obj; subscription_data: Obj; price: string };
  const customerFor = () => existing ?? createCustomer(store, { email: person['email'], name: person['name'] ?? undefined });
  const complete = (fields: Obj) => {
    store.update(session, { status: 'complete', url: null, customer_details: person, ...fields });
    store.emit('checkout.session.completed', session);
    return session;
  };
  if (session['mode'] === 'setup') {
    const customer = customerFor();
    attach(store, method, customer['id'] as string);
    const intent = store.create('setup_intent', { created: store.now(), customer: customer['id'], payment_method: method['id'], payment_method_types: ['card'], status: 'succeeded', usage: 'off_session', client_secret: 'seti_secret', metadata: {} });
    store.emit('setup_intent.succeeded', intent);
    return complete({ setup_intent: intent['id'], customer: customer['id'] });
  }
  if (session['mode'] === 'subscription') {
    const decline = declineOf(store, method['id'] as string);
    if (decline) {
      charge(store, { amount: session['amount_total'], currency: session['currency'], customer: existing?.['id'] ?? null, method, metadata: {}, description: 'Subscription creation' });
      throw cardError(decline);
    }
    const customer = customerFor();
    attach(store, method, customer['id'] as string);
    const { subscription, invoice } = createSubscription(store, { customer, price: store.get('price', price), method, metadata: mergeMetadata({}, subscriptionData['metadata']), description: subscriptionData['description'] ?? null });
    return complete({ customer: customer['id'], subscription: subscription['id'], invoice: invoice['id'], payment_status: 'paid' });
  }
  const customer = session['customer_creation'] === 'always' && !existing && !declineOf(store, method['id'] as string) ? customerFor() : existing;
  const waiting = store.find('payment_intent', store.hidden(id)['intent']);
  const { intent, decline } = charge(store, {
    amount: session['amount_total'], currency: session['currency'], customer: customer?.['id'] ?? null, method, metadata: mergeMetadata({}, intentData['metadata']), description: intentData['description'] ?? null, email: person['email'], intent: waiting,
  });
  if (decline) {
    store.hide(id, { intent: intent['id'] });
    throw cardError(decline, intent);
  }
  if (customer && customer['id'] !== intent['customer']) store.update(intent, { customer: customer['id'] });
  return complete({ payment_intent: intent['id'], customer: customer?.['id'] ?? null, payment_status: 'paid' });
}
