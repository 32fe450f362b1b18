import { ApiError, invalid, type Obj } from './protocol';
import type { Store } from './store';

type Behaviour = 'succeeds' | 'declined' | 'insufficient_funds' | 'expired_card' | 'charge_fails' | 'authenticate_once' | 'authenticate_always' | 'disputed';

/** Stripe's test cards: how each behaves, and its names as a token or a payment method. */
const CARDS: { number: string; brand: string; behaviour: Behaviour; names: string[] }[] = [
  { number: '4242424242424242', brand: 'visa', behaviour: 'succeeds', names: ['visa'] },
  { number: '5555555555554444', brand: 'mastercard', behaviour: 'succeeds', names: ['mastercard'] },
  { number: '4000000000000002', brand: 'visa', behaviour: 'declined', names: ['visa_chargeDeclined', 'chargeDeclined'] },
  { number: '4000000000009995', brand: 'visa', behaviour: 'insufficient_funds', names: ['visa_chargeDeclinedInsufficientFunds', 'chargeDeclinedInsufficientFunds'] },
  { number: '4000000000000069', brand: 'visa', behaviour: 'expired_card', names: ['visa_chargeDeclinedExpiredCard', 'chargeDeclinedExpiredCard'] },
  { number: '4000000000000341', brand: 'visa', behaviour: 'charge_fails', names: ['chargeCustomerFail'] },
  { number: '4000002500003155', brand: 'visa', behaviour: 'authenticate_once', names: ['threeDSecureRequired', 'authenticationRequiredOnSetup'] },
  { number: '4000002760003184', brand: 'visa', behaviour: 'authenticate_always', names: ['authenticationRequired'] },
  { number: '4000000000000259', brand: 'visa', behaviour: 'disputed', names: ['createDispute'] },
];

const DECLINES: Partial<Record<Behaviour, { code: string; decline_code: string; message: string }>> = {
  declined: { code: 'card_declined', decline_code: 'generic_decline', message: 'Your card was declined.' },
  charge_fails: { code: 'card_declined', decline_code: 'generic_decline', message: 'Your card was declined.' },
  insufficient_funds: { code: 'card_declined', decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' },
  expired_card: { code: 'expired_card', decline_code: 'expired_card', message: 'Your card has expired.' },
};

export type Decline = { code: string; decline_code: string; message: string };

export const cardByNumber = (number: string) => CARDS.find((card) => card.number === number.replaceAll(/\D/g, ''));
const cardByName = (name: string) => CARDS.find((card) => card.names.includes(name));

/** Why a charge on this payment method fails; null when it succeeds. */
export function declineOf(store: Store, methodId: string): Decline | null {
  return DECLINES[(store.hidden(methodId)['behaviour'] as Behaviour | undefined) ?? 'succeeds'] ?? null;
}

export const needsAuthentication = (store: Store, methodId: string) => String(store.hidden(methodId)['behaviour']).startsWith('authenticate');

export function cardError(decline: Decline, intent?: Obj): ApiError {
  return new ApiError(402, { type: 'card_error', ...decline, ...(intent ? { payment_intent: intent } : {}) });
}

/** A card's payment method. @param given `number`, or `token: 'tok_…'` */
export function createCardMethod(store: Store, given: { number?: string; token?: string; exp_month?: number; exp_year?: number }, billing: Obj = {}, metadata: Obj = {}): Obj {
  const card = given.number !== undefined ? cardByNumber(given.number) : cardByName((given.token ?? '').replace(/^tok_/, ''));
  if (!card) throw new ApiError(402, { type: 'card_error', code: 'incorrect_number', message: 'Your card number is incorrect.', param: 'number' });
  return store.create(
    'payment_method',
    {
      created: store.now(),
      billing_details: { address: null, email: null, name: null, phone: null, tax_id: null, ...billing },
      metadata,
      type: 'card',
      card: {
        brand: card.brand, checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' }, country: 'US', display_brand: card.brand,
        exp_month: given.exp_month ?? 12, exp_year: given.exp_year ?? 2034, fingerprint: `fp${card.number.slice(-8)}`, funding: 'credit', generated_from: null, last4: card.number.slice(-4),
        networks: { available: [card.brand], preferred: null }, regulated_status: 'unregulated', three_d_secure_usage: { supported: true }, wallet: null,
      },
    },
    { behaviour: card.behaviour },
  );
}

/** `pm_card_visa` and its kin stand for a new payment method each time. */
export function resolveMethod(store: Store, id: string): Obj {
  const named = id.startsWith('pm_card_') ? cardByName(id.slice('pm_card_'.length)) : undefined;
  if (named) return createCardMethod(store, { number: named.number });
  return store.get('payment_method', id, 'payment_method');
}

/** Attaches a payment method to a customer; cards that decline at once decline here. */
export function attach(store: Store, method: Obj, customerId: string): Obj {
  if (method['customer'] && method['customer'] !== customerId) throw invalid('The payment method is already attached to another customer.');
  const decline = declineOf(store, method['id'] as string);
  if (decline && store.hidden(method['id'] as string)['behaviour'] !== 'charge_fails') throw cardError(decline);
  return method['customer'] === customerId ? method : store.update(method, { customer: customerId }, 'payment_method.attached');
}

export function publicCard(method: Obj): Obj {
  const { brand, country, exp_month, exp_year, fingerprint, funding, last4 } = method['card'] as Obj;
  return {
    type: 'card',
    card: {
      amount_authorized: null, authorization_code: null, brand, checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' }, country, electronic_commerce_indicator: null, exp_month, exp_year, fingerprint, funding, installments: null,
      last4, mandate: null, network: brand, network_token: null, network_transaction_id: null, regulated_status: null, three_d_secure: null, transaction_link_id: null, wallet: null,
    },
  };
}
