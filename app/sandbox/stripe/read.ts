import { asList, invalid, type Obj } from './protocol';
import type { Store } from './store';

/** Lists that belong to an object and are only there when they are asked for. */
const INCLUDABLE: Record<string, Record<string, (store: Store, object: Obj) => Obj[]>> = {
  charge: { refunds: (store, { id }) => store.where('refund', (refund) => refund['charge'] === id) },
  'checkout.session': { line_items: (store, { id }) => store.hidden(id as string)['line_items'] as Obj[] },
  invoice: { payments: (store, { id }) => store.where('invoice_payment', (payment) => payment['invoice'] === id) },
  customer: { subscriptions: (store, { id }) => store.where('subscription', (sub) => sub['customer'] === id && sub['status'] !== 'canceled') },
};

/** References that an object only has in some states, and that may be asked for in all of them. */
const SOMETIMES: Record<string, string[]> = { refund: ['failure_balance_transaction'] };

const urlOf = (object: Obj, field: string) => `/v1/${String(object['object']).replace('.', '/')}s/${object['id']}/${field}`;

function expandPath(store: Store, node: Obj, [field, ...rest]: string[], path: string): void {
  if (!field) return;
  const include = INCLUDABLE[node['object'] as string]?.[field];
  if (include && node[field] === undefined) node[field] = asList(urlOf(node, field), structuredClone(include(store, node)));
  const value: unknown = node[field];
  if (value === undefined && SOMETIMES[node['object'] as string]?.includes(field)) return;
  if (value === undefined) throw invalid(`This property cannot be expanded (${field}).`, undefined, path);
  if (typeof value === 'string') {
    const target = store.any(value);
    if (!target) return;
    node[field] = structuredClone(target);
  }
  const next = node[field] as Obj | Obj[] | null;
  if (rest.length === 0 || !next) return;
  if (Array.isArray(next)) for (const item of next) expandPath(store, item, rest, path);
  else expandPath(store, next, rest, path);
}

/** A copy of an object with the references that were asked for replaced by the objects themselves, to a depth of four. */
export function expanded(store: Store, object: Obj, expand: unknown): Obj {
  const copy = structuredClone(object);
  for (const path of (Array.isArray(expand) ? expand : []) as string[]) {
    const steps = path.split('.');
    if (steps.length > (copy['object'] === 'list' ? 5 : 4)) throw invalid(`You cannot expand more than 4 levels of a property: ${path}`, undefined, 'expand');
    expandPath(store, copy, steps, 'expand');
  }
  return copy;
}

function inRange(value: number, range: unknown): boolean {
  if (range === undefined) return true;
  if (typeof range !== 'object') return value === Number(range);
  const { gt, gte, lt, lte } = range as Record<string, string | undefined>;
  return (gt === undefined || value > Number(gt)) && (gte === undefined || value >= Number(gte)) && (lt === undefined || value < Number(lt)) && (lte === undefined || value <= Number(lte));
}

/** A page of a list, newest first, with Stripe's cursors and filters by equal fields. */
export function list(store: Store, url: string, objects: Obj[], params: Obj, fields: string[] = []): Obj {
  const limit = params['limit'] === undefined ? 10 : Number(params['limit']);
  if (!(limit >= 1 && limit <= 100)) throw invalid('Invalid limit: must be between 1 and 100.', undefined, 'limit');
  const matching = objects.filter((object) => fields.every((field) => params[field] === undefined || object[field] === params[field]) && inRange(object['created'] as number, params['created']));
  const cursor = (name: string) => {
    const id = params[name] as string | undefined;
    if (id === undefined) return null;
    const at = matching.findIndex((object) => object['id'] === id);
    if (at < 0) throw invalid(`No such object: '${id}'`, 'resource_missing', name);
    return at;
  };
  const after = cursor('starting_after');
  const before = cursor('ending_before');
  const page = before === null ? matching.slice((after ?? -1) + 1, (after ?? -1) + 1 + limit) : matching.slice(Math.max(0, before - limit), before);
  const hasMore = before === null ? matching.length > (after ?? -1) + 1 + limit : before - limit > 0;
  return expanded(store, asList(url, page, hasMore), params['expand']);
}
