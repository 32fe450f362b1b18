import { cardError, declineOf, publicCard, type Decline } from './cards';
import { ApiError, invalid, mergeMetadata, type Obj } from './protocol';
import type { Store } from './store';

const FEE = { perMille: 29, fixed: 30 };
const DAY = 86_400;

export interface ChargeRequest {
  amount: number;
  currency: string;
  customer: string | null;
  method: Obj;
  metadata: Obj;
  description: string | null;
  email?: string | null;
  /** An intent that failed before and is tried again. */
  intent?: Obj | null;
}

function book(store: Store, type: 'charge' | 'refund', source: string, amount: number, currency: string, fee: number): string {
  return store.create('balance_transaction', {
    amount, available_on: store.now() + 2 * DAY, balance_type: 'payments', created: store.now(), currency, description: null, exchange_rate: null, fee, net: amount - fee,
    fee_details: fee ? [{ amount: fee, application: null, currency, description: 'Stripe processing fees', type: 'stripe_fee' }] : [],
    reporting_category: type, source, status: 'pending', type,
  })['id'] as string;
}

/** Charges a payment method once. A decline leaves a failed charge and an intent that waits for another method. */
export function charge(store: Store, request: ChargeRequest): { intent: Obj; charge: Obj; decline: Decline | null } {
  const { amount, currency, customer, method, metadata, description } = request;
  const created = store.now();
  const methodId = method['id'] as string;
  const intent = request.intent ?? store.create('payment_intent', {
    amount, created, currency, customer, description, metadata, capture_method: 'automatic_async', confirmation_method: 'automatic', payment_method_types: ['card'],
    status: 'requires_payment_method', client_secret: `pi_secret_${created}`,
  });
  if (!request.intent) store.emit('payment_intent.created', intent);
  const decline = declineOf(store, methodId);
  const made = store.create('charge', {
    amount, created, currency, customer, description, metadata: structuredClone(metadata), payment_intent: intent['id'], payment_method: methodId, payment_method_details: publicCard(method),
    amount_captured: decline ? 0 : amount, captured: !decline, paid: !decline, status: decline ? 'failed' : 'succeeded', disputed: false, fraud_details: {},
    billing_details: { ...(method['billing_details'] as Obj), ...(request.email ? { email: request.email } : {}) },
    failure_code: decline?.code ?? null, failure_message: decline?.message ?? null,
    outcome: {
      advice_code: null, network_advice_code: null, network_decline_code: decline ? '01' : null, network_status: decline ? 'declined_by_network' : 'approved_by_network', reason: decline?.decline_code ?? null,
      risk_level: 'normal', risk_score: 20, seller_message: decline ? 'The bank did not return any further details with this decline.' : 'Payment complete.', type: decline ? 'issuer_declined' : 'authorized',
    },
  });
  if (decline) {
    store.emit('charge.failed', made);
    const error = { ...decline, type: 'card_error', charge: made['id'], payment_method: structuredClone(method) };
    store.update(intent, { latest_charge: made['id'], last_payment_error: error, status: 'requires_payment_method', payment_method: null });
    store.emit('payment_intent.payment_failed', intent);
    return { intent, charge: made, decline };
  }
  const fee = Math.min(amount, Math.round((amount * FEE.perMille) / 1000) + FEE.fixed);
  store.update(made, { balance_transaction: book(store, 'charge', made['id'] as string, amount, currency, fee) });
  store.update(intent, { status: 'succeeded', amount_received: amount, latest_charge: made['id'], payment_method: methodId, last_payment_error: null });
  store.emit('charge.succeeded', made);
  store.emit('payment_intent.succeeded', intent);
  return { intent, charge: made, decline: null };
}

/** An intent confirmed outside Checkout. */
export function createIntent(store: Store, params: Obj, method: Obj | null): Obj {
  if (!(params['amount'] >= 1)) throw invalid('This value must be greater than or equal to 1.', 'parameter_invalid_integer', 'amount');
  const intent = store.create('payment_intent', {
    amount: params['amount'], created: store.now(), currency: String(params['currency']).toLowerCase(), customer: params['customer'] ?? null, description: params['description'] ?? null,
    metadata: mergeMetadata({}, params['metadata']), capture_method: 'automatic_async', confirmation_method: 'automatic', payment_method_types: ['card'],
    payment_method: method?.['id'] ?? null, status: method ? 'requires_confirmation' : 'requires_payment_method', client_secret: `pi_secret_${store.now()}`,
  });
  store.emit('payment_intent.created', intent);
  return intent;
}

export function confirmIntent(store: Store, intent: Obj, method: Obj): Obj {
  if (intent['status'] === 'succeeded' || intent['status'] === 'canceled') throw invalid(`This PaymentIntent's status is ${intent['status']}.`, 'payment_intent_unexpected_state');
  const { decline } = charge(store, { amount: intent['amount'], currency: intent['currency'], customer: intent['customer'], method, metadata: intent['metadata'], description: intent['description'], intent });
  if (decline) throw cardError(decline, intent);
  return intent;
}

/** Refunds a charge, in part or whole; the fee is not returned. */
export function refund(store: Store, params: Obj): Obj {
  const chargeId = params['charge'] ?? (params['payment_intent'] && store.get('payment_intent', params['payment_intent'], 'payment_intent')['latest_charge']);
  const made = store.get('charge', chargeId, 'charge');
  if (!made['paid']) throw invalid('This charge has not been paid.');
  const left = made['amount'] - made['amount_refunded'];
  if (left === 0) throw new ApiError(400, { type: 'invalid_request_error', code: 'charge_already_refunded', message: `Charge ${made['id']} has already been refunded.` });
  const amount = (params['amount'] as number | undefined) ?? left;
  if (amount < 1 || amount > left) throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left}).`, undefined, 'amount');
  const result = store.create('refund', {
    amount, charge: made['id'], created: store.now(), currency: made['currency'], metadata: mergeMetadata({}, params['metadata']), payment_intent: made['payment_intent'], reason: params['reason'] ?? null, status: 'succeeded',
    destination_details: { card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' }, type: 'card' },
  });
  store.update(result, { balance_transaction: book(store, 'refund', result['id'] as string, -amount, made['currency'], 0) });
  const total = made['amount_refunded'] + amount;
  store.update(made, { amount_refunded: total, refunded: total === made['amount'] }, 'charge.refunded');
  store.emit('refund.created', result);
  return result;
}
