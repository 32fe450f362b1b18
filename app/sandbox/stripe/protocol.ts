import shapes from './schema/shapes.json';

/** An object as Stripe speaks of it. Its fields are given by the shapes derived from the SDK and held to them by the conformance kit. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Obj = Record<string, any>;

export const API_VERSION: string = shapes.apiVersion;

export class ApiError extends Error {
  constructor(readonly status: number, readonly body: { type: string; message: string; code?: string; param?: string; decline_code?: string; payment_intent?: Obj }) {
    super(body.message);
  }
}

export const invalid = (message: string, code?: string, param?: string) =>
  new ApiError(400, { type: 'invalid_request_error', message, ...(code ? { code } : {}), ...(param ? { param } : {}) });
export const missing = (what: string, id: string, param = 'id') => new ApiError(404, { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${what}: '${id}'`, param });

/** `a[b][0]=c` pairs to a tree of strings; keys that are all numbers or empty make a list. */
export function decodeForm(text: string): Obj {
  const tree: Obj = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const path = [key.replace(/\[.*$/s, ''), ...[...key.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')];
    if (path.some((step) => step === '__proto__' || step === 'constructor')) continue;
    let node = tree;
    path.forEach((step, depth) => {
      const name = step === '' ? String(Object.keys(node).length) : step;
      if (depth === path.length - 1) node[name] = value;
      else node = node[name] = typeof node[name] === 'object' ? node[name] : {};
    });
  }
  return tree;
}

type Node = string | string[] | { a: Node } | { m: Node } | { o: Record<string, Node>; r?: string[] } | { u: Node[] };

const join = (path: string, step: string) => (path === '' ? step : `${path}[${step}]`);

/** Casts decoded strings to what the parameter is; throws as Stripe does when it can't. */
function cast(node: Node, value: unknown, path: string, strict: boolean): unknown {
  if (node === '*') return value;
  if (node === 's') {
    if (typeof value === 'object') throw invalid(`Invalid string: ${JSON.stringify(value)}`, undefined, path);
    return value;
  }
  if (node === 'n') {
    if (typeof value !== 'string' || !/^-?\d+$/.test(value)) throw invalid(`Invalid integer: ${String(value)}`, 'parameter_invalid_integer', path);
    return Number(value);
  }
  if (node === 'b') {
    if (value !== 'true' && value !== 'false') throw invalid(`Invalid boolean: ${String(value)}`, undefined, path);
    return value === 'true';
  }
  if (Array.isArray(node)) {
    if (typeof value !== 'string' || (strict && !node.includes(value))) throw invalid(`Invalid ${path}: must be one of ${node.join(', ')}`, undefined, path);
    return value;
  }
  if (typeof node === 'string') return value;
  if ('u' in node) return castUnion(node.u, value, path, strict);
  if (value === '') return value;
  if (typeof value !== 'object' || value === null) throw invalid(`Invalid ${'a' in node ? 'array' : 'object'}`, undefined, path);
  if ('a' in node) return Object.values(value).map((item, index) => cast(node.a, item, join(path, String(index)), strict));
  if ('m' in node) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cast(node.m, item, join(path, key), strict)]));
  const result: Obj = {};
  for (const [key, item] of Object.entries(value)) {
    const child = node.o[key];
    if (child !== undefined) result[key] = cast(child, item, join(path, key), strict);
    else if (strict) throw invalid(`Received unknown parameter: ${join(path, key)}`, 'parameter_unknown', join(path, key));
    else result[key] = item;
  }
  for (const key of node.r ?? []) if (result[key] === undefined) throw invalid(`Missing required param: ${join(path, key)}.`, 'parameter_missing', join(path, key));
  return result;
}

function castUnion(options: Node[], value: unknown, path: string, strict: boolean): unknown {
  let failure: unknown;
  const isObject = (option: Node) => typeof option === 'object' && !Array.isArray(option);
  // The alternative of the value's own kind explains best what is wrong with it.
  const ordered = [...options].sort((one, other) => Number(isObject(other)) - Number(isObject(one))).filter((option) => isObject(option) === (typeof value === 'object'));
  for (const option of ordered) {
    try {
      return cast(option, value, path, strict);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure ?? invalid(`Invalid ${path}`, undefined, path);
}

const MAX_METADATA = { keys: 50, key: 40, value: 500 };

function checkMetadata(params: Obj, path = ''): void {
  for (const [key, value] of Object.entries(params)) {
    if (key === 'metadata' && typeof value === 'object') {
      const entries = Object.entries(value as Record<string, string>);
      if (entries.length > MAX_METADATA.keys) throw invalid(`You can have up to ${MAX_METADATA.keys} metadata keys.`, undefined, join(path, key));
      for (const [name, text] of entries) {
        if (name.length > MAX_METADATA.key || String(text).length > MAX_METADATA.value) throw invalid(`Metadata values can have up to ${MAX_METADATA.value} characters.`, undefined, join(path, key));
      }
    } else if (value && typeof value === 'object') checkMetadata(value as Obj, join(path, key));
  }
}

/** Judges and casts the parameters of an endpoint. Without a `Stripe-Version` header (the command-line client) unknown ones pass. */
export function readParams(endpoint: string, given: Obj, strict: boolean): Obj {
  const node = (shapes.endpoints as unknown as Record<string, Node>)[endpoint] ?? '*';
  const params = cast(node, given, '', strict) as Obj;
  checkMetadata(params);
  return params;
}

/** An object with all its required fields; the given ones replace the empty ones. */
export function make(tag: string, fields: Obj): Obj {
  const base = (shapes.objects as Record<string, Obj>)[tag];
  if (!base) throw new Error(`No shape for ${tag}.`);
  return { ...structuredClone(base), ...fields };
}

/** Merges metadata as Stripe does: a key set to nothing goes, `metadata=` clears all. */
export function mergeMetadata(current: Record<string, string> | null, given: unknown): Record<string, string> {
  if (given === undefined) return current ?? {};
  if (given === '') return {};
  return Object.fromEntries(Object.entries({ ...current, ...(given as Record<string, string>) }).filter(([, value]) => value !== ''));
}

export const asList = (url: string, data: Obj[], hasMore = false): Obj => ({ object: 'list', data, has_more: hasMore, url });
