import { attach, createCardMethod, resolveMethod } from './cards';
import { createCustomer, createPrice, createProduct, updateCustomer } from './catalog';
import { assertOpen, confirm, createSession, expire } from './checkout';
import { advanceTestClock, createTestClock, deleteTestClock } from './clock';
import { finalize, payInvoice, previewInvoice, voidInvoice } from './invoices';
import { confirmIntent, createIntent, refund } from './money';
import { API_VERSION, asList, invalid, make, mergeMetadata, missing, type Obj } from './protocol';
import { list } from './read';
import { cancel, updateSubscription } from './subscriptions';
import type { Store } from './store';

export interface Call {
  store: Store;
  baseUrl: string;
  params: Obj;
  /** The identifiers in the path. */
  ids: string[];
}

type Handler = (call: Call) => Obj;

const retrieve = (kind: string): Handler => ({ store, ids }) => store.get(kind, ids[0]);

const listing = (kind: string, url: string, fields: string[] = []): Handler => ({ store, params }) => list(store, url, store.all(kind), params, fields);

const updating = (kind: string, event: string | undefined, allowed: string[]): Handler => ({ store, params, ids }) => {
  const object = store.get(kind, ids[0]);
  const fields = Object.fromEntries(allowed.filter((name) => params[name] !== undefined).map((name) => [name, params[name] === '' ? null : params[name]]));
  return store.update(object, { ...fields, metadata: mergeMetadata(object['metadata'], params['metadata']) }, event);
};

function customerOr(store: Store, id: string | undefined): Obj {
  const gone = id ? store.hidden(id)['deleted'] : undefined;
  return gone ? { id, object: 'customer', deleted: true } : store.get('customer', id);
}

function liveCustomer(store: Store, id: string | undefined): Obj {
  const customer = customerOr(store, id);
  if (customer['deleted']) throw missing('customer', String(id));
  return customer;
}

const fits = (pattern: string, type: string) => pattern === type || (pattern.endsWith('*') && type.startsWith(pattern.slice(0, -1)));

const listEvents: Handler = ({ store, params }) => {
  const wanted = (params['types'] as string[] | undefined) ?? (params['type'] ? [params['type'] as string] : null);
  const events = wanted ? store.where('event', (event) => wanted.some((pattern) => fits(pattern, event['type'] as string))) : store.all('event');
  return list(store, '/v1/events', events, { ...params, type: undefined, types: undefined });
};

const createEndpoint: Handler = ({ store, params }) => {
  const secret = (params['_secret'] as string | undefined) ?? `whsec_${store.newId('request').slice(4)}`;
  const endpoint = store.create('webhook_endpoint', {
    api_version: params['api_version'] ?? API_VERSION, created: store.now(), description: params['description'] ?? null, enabled_events: params['enabled_events'], metadata: mergeMetadata({}, params['metadata']), status: 'enabled', url: params['url'],
  }, { secret });
  return { ...endpoint, secret };
};

const deleting = (kind: string): Handler => ({ store, ids }) => {
  const object = store.get(kind, ids[0]);
  store.remove(object['id'] as string);
  return { id: object['id'], object: object['object'], deleted: true };
};

const deleteCustomer: Handler = ({ store, ids }) => {
  const customer = liveCustomer(store, ids[0]);
  for (const sub of store.where('subscription', (one) => one['customer'] === customer['id'] && one['status'] !== 'canceled')) cancel(store, sub);
  store.hide(customer['id'] as string, { deleted: true });
  store.emit('customer.deleted', customer);
  return { id: customer['id'], object: 'customer', deleted: true };
};

const updatePrice: Handler = (call) => {
  if (call.params['unit_amount'] !== undefined) throw invalid('Received unknown parameter: unit_amount', 'parameter_unknown', 'unit_amount');
  return updating('price', 'price.updated', ['active', 'nickname', 'lookup_key'])(call);
};

const createMethod: Handler = ({ store, params }) => {
  if (params['type'] !== 'card' || !params['card']) throw invalid('Only cards can be created here.', undefined, 'type');
  const { number, token, exp_month: month, exp_year: year } = params['card'] as Obj;
  return createCardMethod(store, { ...(number ? { number } : { token }), ...(month ? { exp_month: month } : {}), ...(year ? { exp_year: year } : {}) }, params['billing_details'], mergeMetadata({}, params['metadata']));
};

const subscriptionsList: Handler = ({ store, params }) => {
  const status = params['status'] as string | undefined;
  const matching = store.where('subscription', (one) => (status === 'all' ? true : status ? one['status'] === status : one['status'] !== 'canceled') && (!params['price'] || one['items'].data[0].price.id === params['price']));
  return list(store, '/v1/subscriptions', matching, params, ['customer']);
};

const invoicesList: Handler = ({ store, params }) =>
  list(store, '/v1/invoices', store.where('invoice', (one) => !params['subscription'] || one['parent']?.subscription_details?.subscription === params['subscription']), params, ['customer', 'status', 'collection_method']);

const invoicePaymentsList: Handler = ({ store, params }) => {
  const intent = params['payment']?.payment_intent as string | undefined;
  return list(store, '/v1/invoice_payments', store.where('invoice_payment', (one) => !intent || one['payment'].payment_intent === intent), params, ['invoice', 'status']);
};

const pay: Handler = ({ store, params, ids }) => {
  const invoice = store.get('invoice', ids[0]);
  const { error } = payInvoice(store, invoice, { automatic: false, ...(params['payment_method'] ? { method: params['payment_method'] as string } : {}) });
  if (error) throw error;
  return invoice;
};

const confirmPage: Handler = ({ store, params, ids }) => {
  const session = store.get('checkout.session', ids[0]);
  return confirm(store, session, { method: params['payment_method'] as string, ...(params['expected_amount'] === undefined ? {} : { expected: Number(params['expected_amount']) }) });
};

/** A reset or a mistake on the site's side must not strand the page: an open one is what the address says. */
const showPage: Handler = ({ store, ids }) => {
  const session = store.get('checkout.session', ids[0]);
  assertOpen(store, session);
  return session;
};

const balance: Handler = ({ store }) => {
  const sums = new Map<string, number>();
  for (const txn of store.all('balance_transaction')) sums.set(txn['currency'], (sums.get(txn['currency']) ?? 0) + (txn['net'] as number));
  const amounts = [...(sums.size ? sums : new Map([['usd', 0]]))].map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }));
  return make('balance', { available: amounts.map((one) => ({ ...one, amount: 0, source_types: { card: 0 } })), pending: amounts });
};

/** `verb path` as the SDK's declarations name them → what it does. */
export const ROUTES: Record<string, Handler> = {
  'POST /v1/customers': ({ store, params }) => createCustomer(store, params),
  'GET /v1/customers': ({ store, params }) => list(store, '/v1/customers', store.where('customer', (one) => !store.hidden(one['id'] as string)['deleted']), params, ['email', 'test_clock']),
  'GET /v1/customers/{customer}': ({ store, ids }) => customerOr(store, ids[0]),
  'POST /v1/customers/{customer}': ({ store, params, ids }) => updateCustomer(store, liveCustomer(store, ids[0]), params),
  'DELETE /v1/customers/{customer}': deleteCustomer,
  'GET /v1/customers/{customer}/payment_methods': ({ store, params, ids }) => list(store, `/v1/customers/${ids[0]}/payment_methods`, store.where('payment_method', (one) => one['customer'] === ids[0]), params, ['type']),
  'POST /v1/products': ({ store, params }) => createProduct(store, params),
  'GET /v1/products': listing('product', '/v1/products', ['active']),
  'GET /v1/products/{id}': retrieve('product'),
  'POST /v1/products/{id}': updating('product', 'product.updated', ['active', 'name', 'description']),
  'POST /v1/prices': ({ store, params }) => createPrice(store, params),
  'GET /v1/prices': ({ store, params }) => {
    const keys = params['lookup_keys'] as string[] | undefined;
    return list(store, '/v1/prices', keys ? store.where('price', (one) => keys.includes(one['lookup_key'] as string)) : store.all('price'), params, ['active', 'product', 'currency', 'type']);
  },
  'GET /v1/prices/{price}': retrieve('price'),
  'POST /v1/prices/{price}': updatePrice,
  'POST /v1/payment_methods': createMethod,
  'GET /v1/payment_methods': listing('payment_method', '/v1/payment_methods', ['customer', 'type']),
  'GET /v1/payment_methods/{payment_method}': retrieve('payment_method'),
  'POST /v1/payment_methods/{payment_method}/attach': ({ store, params, ids }) => attach(store, resolveMethod(store, ids[0] ?? ''), liveCustomer(store, params['customer'] as string)['id'] as string),
  'POST /v1/payment_methods/{payment_method}/detach': ({ store, ids }) => store.update(store.get('payment_method', ids[0]), { customer: null }, 'payment_method.detached'),
  'POST /v1/checkout/sessions': ({ store, baseUrl, params }) => createSession(store, baseUrl, params),
  'GET /v1/checkout/sessions': listing('checkout.session', '/v1/checkout/sessions', ['customer', 'payment_intent', 'subscription', 'status']),
  'GET /v1/checkout/sessions/{session}': retrieve('checkout.session'),
  'POST /v1/checkout/sessions/{session}/expire': ({ store, ids }) => expire(store, store.get('checkout.session', ids[0])),
  'GET /v1/checkout/sessions/{session}/line_items': ({ store, ids }) => asList(`/v1/checkout/sessions/${ids[0]}/line_items`, store.hidden(store.get('checkout.session', ids[0])['id'] as string)['line_items'] as Obj[]),
  'GET /v1/payment_pages/{session}': showPage,
  'POST /v1/payment_pages/{session}/confirm': confirmPage,
  'POST /v1/payment_intents': ({ store, params }) => {
    const method = params['payment_method'] ? resolveMethod(store, params['payment_method'] as string) : null;
    const intent = createIntent(store, params, method);
    return params['confirm'] && method ? confirmIntent(store, intent, method) : intent;
  },
  'GET /v1/payment_intents': listing('payment_intent', '/v1/payment_intents', ['customer']),
  'GET /v1/payment_intents/{intent}': retrieve('payment_intent'),
  'POST /v1/payment_intents/{intent}/confirm': ({ store, params, ids }) => {
    const intent = store.get('payment_intent', ids[0]);
    return confirmIntent(store, intent, resolveMethod(store, (params['payment_method'] ?? intent['payment_method'] ?? '') as string));
  },
  'GET /v1/setup_intents/{intent}': retrieve('setup_intent'),
  'GET /v1/charges': listing('charge', '/v1/charges', ['customer', 'payment_intent']),
  'GET /v1/charges/{charge}': retrieve('charge'),
  'POST /v1/refunds': ({ store, params }) => refund(store, params),
  'GET /v1/refunds': listing('refund', '/v1/refunds', ['charge', 'payment_intent']),
  'GET /v1/refunds/{refund}': retrieve('refund'),
  'GET /v1/balance': balance,
  'GET /v1/balance_transactions': listing('balance_transaction', '/v1/balance_transactions', ['type', 'source', 'currency']),
  'GET /v1/balance_transactions/{id}': retrieve('balance_transaction'),
  'GET /v1/subscriptions': subscriptionsList,
  'GET /v1/subscriptions/{subscription}': retrieve('subscription'),
  'POST /v1/subscriptions/{subscription}': ({ store, params, ids }) => updateSubscription(store, store.get('subscription', ids[0]), params),
  'DELETE /v1/subscriptions/{subscription}': ({ store, params, ids }) => cancel(store, store.get('subscription', ids[0]), params['cancellation_details'] as Obj),
  'POST /v1/invoices/create_preview': ({ store, params }) => previewInvoice(store, store.get('subscription', params['subscription'], 'subscription')),
  'GET /v1/invoices': invoicesList,
  'GET /v1/invoices/{invoice}': retrieve('invoice'),
  'DELETE /v1/invoices/{invoice}': (call) => {
    if (call.store.get('invoice', call.ids[0])['status'] !== 'draft') throw invalid('You can only delete draft invoices.', 'invoice_not_editable');
    return deleting('invoice')(call);
  },
  'POST /v1/invoices/{invoice}/finalize': ({ store, ids }) => finalize(store, store.get('invoice', ids[0])),
  'POST /v1/invoices/{invoice}/pay': pay,
  'POST /v1/invoices/{invoice}/void': ({ store, ids }) => voidInvoice(store, store.get('invoice', ids[0])),
  'GET /v1/invoice_payments': invoicePaymentsList,
  'GET /v1/events': listEvents,
  'GET /v1/events/{id}': retrieve('event'),
  'POST /v1/webhook_endpoints': createEndpoint,
  'GET /v1/webhook_endpoints': listing('webhook_endpoint', '/v1/webhook_endpoints'),
  'GET /v1/webhook_endpoints/{endpoint}': retrieve('webhook_endpoint'),
  'POST /v1/webhook_endpoints/{endpoint}': updating('webhook_endpoint', undefined, ['url', 'enabled_events', 'description']),
  'DELETE /v1/webhook_endpoints/{endpoint}': deleting('webhook_endpoint'),
  'POST /v1/test_helpers/test_clocks': ({ store, params }) => createTestClock(store, params),
  'GET /v1/test_helpers/test_clocks': listing('test_helpers.test_clock', '/v1/test_helpers/test_clocks'),
  'GET /v1/test_helpers/test_clocks/{clock}': retrieve('test_helpers.test_clock'),
  'POST /v1/test_helpers/test_clocks/{clock}/advance': ({ store, params, ids }) => advanceTestClock(store, store.get('test_helpers.test_clock', ids[0]), params),
  'DELETE /v1/test_helpers/test_clocks/{clock}': ({ store, ids }) => deleteTestClock(store, store.get('test_helpers.test_clock', ids[0])),
};
