import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { API_VERSION, make, missing, type Obj } from './protocol';

const PREFIX: Record<string, string> = {
  customer: 'cus', product: 'prod', price: 'price', payment_method: 'pm', payment_intent: 'pi', setup_intent: 'seti', charge: 'ch', refund: 're', balance_transaction: 'txn',
  'checkout.session': 'cs_test', item: 'li', subscription: 'sub', subscription_item: 'si', invoice: 'in', line_item: 'il', invoice_payment: 'inpay', event: 'evt', webhook_endpoint: 'we',
  'test_helpers.test_clock': 'clock', 'billing_portal.configuration': 'bpc', 'billing_portal.session': 'bps_test', delivery: 'dlv', request: 'req',
};

const SCHEMA = `
CREATE SCHEMA IF NOT EXISTS stripe_standin;
CREATE TABLE IF NOT EXISTS stripe_standin.objects (id text PRIMARY KEY, kind text NOT NULL, seq bigint NOT NULL, data jsonb NOT NULL, hidden jsonb NOT NULL DEFAULT '{}');
CREATE TABLE IF NOT EXISTS stripe_standin.answers (key text PRIMARY KEY, fingerprint text NOT NULL, status int NOT NULL, body text NOT NULL, at bigint NOT NULL);
CREATE TABLE IF NOT EXISTS stripe_standin.account (id int PRIMARY KEY CHECK (id = 1), clock_offset bigint NOT NULL);`;

export interface Answer {
  fingerprint: string;
  status: number;
  body: string;
  /** Wall time, ms. */
  at: number;
}

interface Entry {
  kind: string;
  seq: number;
  data: Obj;
  /** What Stripe knows and does not tell: a card's behaviour, which clock an object follows. */
  hidden: Obj;
}

/**
 * The account's state: in memory, as one process owns it, and written through to its own database schema before a request is
 * answered. Work on it is synchronous, so a request is atomic; what a crash interrupts was never answered.
 */
export class Store {
  private readonly entries = new Map<string, Entry>();
  private readonly byKind = new Map<string, string[]>();
  private readonly dirty = new Set<string>();
  private readonly gone = new Set<string>();
  private readonly newAnswers = new Set<string>();
  readonly answers = new Map<string, Answer>();
  private seq = 0;
  /** Seconds that the account is ahead of wall time. */
  offset = 0;
  private writing: Promise<void> = Promise.resolve();
  /** Time while something that fell due in the past is being carried out. */
  private at: number | null = null;
  /** The request that events are attributed to. */
  request: { id: string | null; idempotency_key: string | null } = { id: null, idempotency_key: null };

  private constructor(private readonly pool: pg.Pool) {}

  static async open(pool: pg.Pool): Promise<Store> {
    const store = new Store(pool);
    await pool.query(SCHEMA);
    const { rows } = await pool.query<{ id: string; kind: string; seq: string; data: Obj; hidden: Obj }>('SELECT * FROM stripe_standin.objects ORDER BY seq');
    for (const { id, kind, seq, data, hidden } of rows) store.place(id, { kind, seq: Number(seq), data, hidden });
    const answers = await pool.query<Answer & { key: string }>('SELECT * FROM stripe_standin.answers');
    for (const { key, ...answer } of answers.rows) store.answers.set(key, { ...answer, at: Number(answer.at) });
    const account = await pool.query<{ clock_offset: string }>('SELECT clock_offset FROM stripe_standin.account');
    store.offset = Number(account.rows[0]?.clock_offset ?? 0);
    return store;
  }

  private place(id: string, entry: Entry) {
    this.entries.set(id, entry);
    const ids = this.byKind.get(entry.kind) ?? [];
    ids.push(id);
    this.byKind.set(entry.kind, ids);
    this.seq = Math.max(this.seq, entry.seq);
  }

  newId(kind: string): string {
    return `${PREFIX[kind] ?? kind}_${randomBytes(16).toString('base64url').replaceAll(/[-_]/g, 'x').slice(0, 20)}`;
  }

  /** Business time in Unix seconds of the account, or of the test clock that a customer follows. */
  now(clock?: string | null): number {
    if (this.at !== null) return this.at;
    if (clock) return this.entries.get(clock)?.data['frozen_time'] as number;
    return Math.floor(Date.now() / 1000) + this.offset;
  }

  /** Runs what fell due at `time` as if it were then. */
  during<T>(time: number, work: () => T): T {
    const before = this.at;
    this.at = time;
    try {
      return work();
    } finally {
      this.at = before;
    }
  }

  /** @param tag the shape; a hidden record of our own has none */
  create(tag: string, fields: Obj, hidden: Obj = {}): Obj {
    const id = (fields['id'] as string | undefined) ?? this.newId(tag);
    const data = tag === 'delivery' ? { ...fields, id } : make(tag, { ...fields, id });
    this.place(id, { kind: tag, seq: ++this.seq, data, hidden });
    this.dirty.add(id);
    return data;
  }

  find(kind: string, id: unknown): Obj | null {
    const entry = typeof id === 'string' ? this.entries.get(id) : undefined;
    return entry?.kind === kind ? entry.data : null;
  }

  get(kind: string, id: unknown, param?: string): Obj {
    const found = this.find(kind, id);
    if (!found) throw missing(kind, String(id), param);
    return found;
  }

  any(id: string): Obj | null {
    return this.entries.get(id)?.data ?? null;
  }

  hidden(id: string): Obj {
    return this.entries.get(id)?.hidden ?? {};
  }

  hide(id: string, fields: Obj): void {
    Object.assign(this.hidden(id), fields);
    this.dirty.add(id);
  }

  touch(object: Obj): void {
    this.dirty.add(object['id'] as string);
  }

  remove(id: string): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.entries.delete(id);
    this.byKind.set(entry.kind, (this.byKind.get(entry.kind) ?? []).filter((other) => other !== id));
    this.gone.add(id);
  }

  /** Newest first. */
  all(kind: string): Obj[] {
    return (this.byKind.get(kind) ?? []).map((id) => this.entries.get(id)?.data as Obj).reverse();
  }

  where(kind: string, match: (object: Obj) => boolean): Obj[] {
    return this.all(kind).filter(match);
  }

  /** Changes an object and tells it as an event with the values from before. */
  update(object: Obj, fields: Obj, type?: string): Obj {
    const before = structuredClone(object);
    Object.assign(object, fields);
    this.touch(object);
    if (type) this.emit(type, object, before);
    return object;
  }

  /** An event is a snapshot; later changes don't reach it. */
  emit(type: string, object: Obj, before?: Obj): void {
    const previous = before && difference(before, object);
    if (previous && Object.keys(previous).length === 0) return;
    const event = this.create('event', {
      api_version: API_VERSION,
      created: this.now(),
      data: { object: structuredClone(object), ...(previous ? { previous_attributes: previous } : {}) },
      pending_webhooks: this.all('webhook_endpoint').length,
      request: this.request.id ? this.request : { id: null, idempotency_key: null },
      type,
    });
    for (const endpoint of this.all('webhook_endpoint')) {
      const wanted = endpoint['enabled_events'] as string[];
      if (endpoint['status'] === 'enabled' && (wanted.includes('*') || wanted.includes(type))) this.create('delivery', { event: event['id'], endpoint: endpoint['id'], tries: 0, next: Date.now() });
    }
  }

  remember(key: string, answer: Answer): void {
    this.answers.set(key, answer);
    this.newAnswers.add(key);
  }

  /** Writes what changed, in one statement per table; whoever waits for it may answer. */
  flush(): Promise<void> {
    this.writing = this.writing.then(async () => {
      const rows = [...this.dirty].flatMap((id) => {
        const entry = this.entries.get(id);
        return entry ? [{ id, ...entry }] : [];
      });
      const answers = [...this.newAnswers].map((key) => ({ key, ...this.answers.get(key) }));
      const gone = [...this.gone];
      this.dirty.clear();
      this.newAnswers.clear();
      this.gone.clear();
      if (rows.length > 0) {
        await this.pool.query(
          `INSERT INTO stripe_standin.objects (id, kind, seq, data, hidden) SELECT id, kind, seq, data, hidden FROM jsonb_to_recordset($1::jsonb) AS row(id text, kind text, seq bigint, data jsonb, hidden jsonb)
           ON CONFLICT (id) DO UPDATE SET data = excluded.data, hidden = excluded.hidden`,
          [JSON.stringify(rows)],
        );
      }
      if (answers.length > 0) {
        await this.pool.query(
          `INSERT INTO stripe_standin.answers SELECT * FROM jsonb_to_recordset($1::jsonb) AS row(key text, fingerprint text, status int, body text, at bigint) ON CONFLICT (key) DO UPDATE SET fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body, at = excluded.at`,
          [JSON.stringify(answers)],
        );
      }
      if (gone.length > 0) await this.pool.query('DELETE FROM stripe_standin.objects WHERE id = ANY($1)', [gone]);
    });
    return this.writing;
  }

  async saveOffset(seconds: number): Promise<void> {
    this.offset = seconds;
    await this.pool.query('INSERT INTO stripe_standin.account VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET clock_offset = excluded.clock_offset', [seconds]);
  }

  async reset(): Promise<void> {
    await this.writing;
    const endpoints = this.all('webhook_endpoint').reverse().map((endpoint) => ({ endpoint, hidden: this.hidden(endpoint['id'] as string) }));
    this.entries.clear();
    this.byKind.clear();
    this.answers.clear();
    this.dirty.clear();
    await this.pool.query('TRUNCATE stripe_standin.objects, stripe_standin.answers');
    await this.saveOffset(0);
    for (const { endpoint, hidden } of endpoints) this.create('webhook_endpoint', endpoint, hidden);
    await this.flush();
  }
}

function difference(before: Obj, after: Obj): Obj {
  const result: Obj = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) continue;
    const [old, now] = [before[key], after[key]];
    const nested = old && now && typeof old === 'object' && typeof now === 'object' && !Array.isArray(old) && old.object !== 'list';
    result[key] = nested ? difference(old as Obj, now as Obj) : (old ?? null);
  }
  return result;
}
