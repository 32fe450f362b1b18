/**
 * Derives `shapes.json` from the type declarations of the installed `stripe` package: for every object an instance with all its
 * required fields at their emptiest, and for every endpoint the parameters that it takes.
 *
 *   node app/sandbox/stripe/schema/generate.mjs [--check]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../../../..');
const target = path.join(here, 'shapes.json');
const work = path.join(root, '.cache/stripe-schema');

// The kit's generator reads the declarations; it writes into the folder that it runs in.
mkdirSync(work, { recursive: true });
execFileSync(process.execPath, [path.join(root, 'tests/contract/stripe-kit/gen-schema.mjs')], { cwd: work, stdio: 'ignore' });
const schema = JSON.parse(readFileSync(path.join(work, 'schema/schema.json'), 'utf8'));
const resolve = (node) => (node?.$ref ? schema.$defs[node.$ref.split('/').pop()] : node);

const OBJECTS = [
  'customer', 'product', 'price', 'payment_method', 'payment_intent', 'setup_intent', 'charge', 'refund', 'balance_transaction', 'balance', 'checkout.session', 'item', 'subscription',
  'subscription_item', 'plan', 'invoice', 'line_item', 'invoice_payment', 'event', 'webhook_endpoint', 'test_helpers.test_clock', 'billing_portal.configuration', 'billing_portal.session', 'dispute', 'payout',
];

/** The emptiest instance of a schema node. */
function empty(node, depth = 0) {
  const at = resolve(node);
  if (!at || depth > 12) return null;
  if ('const' in at) return at.const;
  if (at.if) return null;
  if (at.enum) return at.enum[0];
  if (at.anyOf) return empty(at.anyOf.find((one) => one.type === 'string') ?? at.anyOf[0], depth + 1);
  if (at.type === 'array') return [];
  if (at.type === 'string') return '';
  if (at.type === 'number') return 0;
  if (at.type === 'boolean') return false;
  if (at.type !== 'object') return null;
  return Object.fromEntries((at.required ?? []).map((field) => [field, empty(at.properties[field], depth + 1)]));
}

const MAX_DEPTH = 6;

/** A parameter: s(tring) n(umber) b(oolean) *(anything), [values], {a: items}, {m: values}, {o: fields, r: required}, {u: alternatives}. */
function param(node, depth = 0) {
  const at = resolve(node);
  if (!at || depth > MAX_DEPTH) return '*';
  if ('const' in at) return typeof at.const === 'string' ? [at.const] : typeof at.const === 'boolean' ? 'b' : 'n';
  if (at.enum) return at.enum;
  if (at.if) return param(at.else, depth);
  if (at.anyOf) return { u: at.anyOf.map((one) => param(one, depth)) };
  if (at.type === 'array') return { a: param(at.items, depth + 1) };
  if (at.type === 'string') return 's';
  if (at.type === 'number') return 'n';
  if (at.type === 'boolean') return 'b';
  if (at.type !== 'object') return '*';
  const fields = Object.entries(at.properties ?? {});
  if (fields.length === 0) return { m: typeof at.additionalProperties === 'object' ? param(at.additionalProperties, depth + 1) : 's' };
  return { o: Object.fromEntries(fields.map(([name, child]) => [name, param(child, depth + 1)])), ...(at.required ? { r: at.required } : {}) };
}

const shapes = {
  apiVersion: schema.apiVersion,
  objects: Object.fromEntries(OBJECTS.filter((tag) => schema.byObject[tag]).map((tag) => [tag, empty({ $ref: `#/$defs/${schema.byObject[tag]}` })])),
  endpoints: Object.fromEntries(Object.entries(schema.endpoints).filter(([key]) => !/coupons|tax_ids|cash_balance|balance_settings|funding_instructions|sources|invoiceitems/.test(key)).map(([key, { params }]) => [key, params ? param(params) : { o: {} }])),
};
const text = `${JSON.stringify(shapes)}\n`;
if (process.argv.includes('--check')) {
  const same = existsSync(target) && readFileSync(target, 'utf8') === text;
  console.log(same ? 'shapes.json is what the SDK declares.' : 'shapes.json differs from what the SDK declares: run this without --check.');
  process.exit(same ? 0 : 1);
}
writeFileSync(target, text);
console.log(`${path.relative(root, target)}: ${(text.length / 1e3).toFixed(0)} kB, ${Object.keys(shapes.objects).length} objects, ${Object.keys(shapes.endpoints).length} endpoints`);
