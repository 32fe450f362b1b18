import { attach, resolveMethod } from './cards';
import { invalid, make, mergeMetadata, type Obj } from './protocol';
import type { Store } from './store';

const MINIMUM: Record<string, number> = { usd: 50, eur: 50, gbp: 30, cad: 50, jpy: 50, krw: 100 };

export function assertAmount(amount: number, currency: string): void {
  if (amount < (MINIMUM[currency] ?? 50)) throw invalid('The amount is below the minimum that can be charged.', 'amount_too_small');
  if (amount > 99_999_999_99) throw invalid('The amount is above the maximum that can be charged.', 'amount_too_large');
}

export function createCustomer(store: Store, params: Obj): Obj {
  const clock = params['test_clock'] as string | undefined;
  if (clock) store.get('test_helpers.test_clock', clock, 'test_clock');
  const { payment_method: methodId, metadata, invoice_settings: settings, expand: _expand, ...fields } = params;
  const customer = store.create('customer', {
    created: store.now(clock), phone: null, name: null, address: null, currency: null, delinquent: false, discount: null, tax_exempt: 'none', preferred_locales: [], next_invoice_sequence: 1, test_clock: clock ?? null,
    invoice_prefix: store.newId('customer').slice(4, 12).toUpperCase(), ...fields, metadata: mergeMetadata({}, metadata),
  });
  store.emit('customer.created', customer);
  if (methodId) attach(store, resolveMethod(store, methodId as string), customer['id'] as string);
  if (settings) updateCustomer(store, customer, { invoice_settings: settings });
  return customer;
}

export function updateCustomer(store: Store, customer: Obj, params: Obj): Obj {
  const { metadata, invoice_settings: settings, expand: _expand, source: _source, ...fields } = params;
  const cleared = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value === '' ? null : value]));
  const merged: Obj = { ...cleared, metadata: mergeMetadata(customer['metadata'], metadata) };
  if (settings) {
    const method = settings['default_payment_method'] as string | undefined;
    if (method && store.get('payment_method', method, 'invoice_settings[default_payment_method]')['customer'] !== customer['id']) throw invalid('The payment method is not attached to this customer.', 'resource_missing');
    merged['invoice_settings'] = { ...customer['invoice_settings'], ...settings };
  }
  return store.update(customer, merged, 'customer.updated');
}

export function createProduct(store: Store, params: Obj): Obj {
  const { metadata, default_price_data: _price, expand: _expand, ...fields } = params;
  if (fields['id'] && store.find('product', fields['id'])) throw invalid('Product already exists.', 'resource_already_exists', 'id');
  const product = store.create('product', { active: true, created: store.now(), updated: store.now(), default_price: null, ...fields, metadata: mergeMetadata({}, metadata) });
  store.emit('product.created', product);
  return product;
}

/** A price of its own, or one made inline from `price_data`. @param active inline prices are not */
export function createPrice(store: Store, params: Obj, active = true): Obj {
  const currency = String(params['currency']).toLowerCase();
  const decimal = params['unit_amount_decimal'] as string | undefined;
  const amount = (params['unit_amount'] as number | undefined) ?? (decimal === undefined ? undefined : Number(decimal));
  if (amount === undefined || amount < 0) throw invalid('Missing required param: unit_amount.', 'parameter_missing', 'unit_amount');
  if (!params['product'] && !params['product_data']) throw invalid('You must specify either `product` or `product_data`.', 'parameter_missing', 'product');
  const product = params['product'] ? store.get('product', params['product'], 'product') : createProduct(store, { name: params['product_data']['name'], metadata: params['product_data']['metadata'] });
  const recurring = params['recurring'] as Obj | undefined;
  const price = store.create('price', {
    active, billing_scheme: 'per_unit', created: store.now(), currency, lookup_key: params['lookup_key'] ?? null, nickname: params['nickname'] ?? null, metadata: mergeMetadata({}, params['metadata']),
    product: product['id'], tax_behavior: 'unspecified', type: recurring ? 'recurring' : 'one_time', unit_amount: amount, unit_amount_decimal: String(amount),
    recurring: recurring ? { interval: recurring['interval'], interval_count: recurring['interval_count'] ?? 1, meter: null, trial_period_days: null, usage_type: 'licensed' } : null,
  });
  store.emit('price.created', price);
  return price;
}

/** Older clients still read a plan beside the price of a subscription's item. */
export function planOf(price: Obj): Obj {
  return make('plan', {
    id: price['id'], active: price['active'], amount: price['unit_amount'], amount_decimal: price['unit_amount_decimal'], billing_scheme: 'per_unit', created: price['created'], currency: price['currency'],
    interval: price['recurring']['interval'], interval_count: price['recurring']['interval_count'], metadata: {}, product: price['product'], usage_type: 'licensed',
  });
}
