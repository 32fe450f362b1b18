import { createHmac } from 'node:crypto';
import type { Store } from './store';
import type { Obj } from './protocol';

export type WebhookMode = 'normal' | 'delay' | 'duplicate' | 'reorder' | 'drop' | 'stale-signature';

const BACKOFF_MS = [500, 2_000, 5_000, 15_000, 60_000, 300_000, 3_600_000];
const TIMEOUT_MS = 10_000;
const POLL_MS = 60;
const DELAY_MS = 5_000;
const STALE_SECONDS = 1_000;

/** `t=,v1=` over the exact bytes; wall time, as receivers judge its age. */
export function signature(secret: string, body: string, at = Math.floor(Date.now() / 1000)): string {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
}

/** Hands stored deliveries to their endpoints, in the order of their events, until each is taken. They survive a restart. */
export class Deliverer {
  private mode: WebhookMode = 'normal';
  private times = 0;
  private stopped = false;
  private working: Promise<void> = Promise.resolve();
  private busy = false;
  private timer: NodeJS.Timeout;

  constructor(private readonly store: Store) {
    this.timer = setInterval(() => this.kick(), POLL_MS);
  }

  setMode(mode: WebhookMode, times: number) {
    this.mode = times > 0 ? mode : 'normal';
    this.times = times;
  }

  private kick() {
    if (this.busy || this.stopped) return;
    this.busy = true;
    this.working = this.round().finally(() => {
      this.busy = false;
    });
  }

  private due(): Obj[] {
    const now = Date.now();
    return this.store.where('delivery', (delivery) => (delivery['next'] as number) <= now).reverse();
  }

  private async round() {
    let due = this.due();
    if (due.length === 0) return;
    if (this.mode === 'reorder' && this.times > 0) due = due.reverse();
    for (const delivery of due) {
      if (this.stopped) break;
      await this.one(delivery);
    }
    await this.store.flush();
  }

  private takeMode(): WebhookMode {
    if (this.times <= 0) return 'normal';
    this.times -= 1;
    return this.mode;
  }

  private async one(delivery: Obj) {
    const event = this.store.find('event', delivery['event']);
    const endpoint = this.store.find('webhook_endpoint', delivery['endpoint']);
    const mode = delivery['tries'] === 0 ? this.takeMode() : 'normal';
    if (!event || !endpoint || mode === 'drop') return this.done(delivery, event);
    if (mode === 'delay') {
      Object.assign(delivery, { next: Date.now() + DELAY_MS, tries: 1 });
      return this.store.touch(delivery);
    }
    const secret = this.store.hidden(endpoint['id'] as string)['secret'] as string;
    const body = JSON.stringify(event);
    const at = Math.floor(Date.now() / 1000) - (mode === 'stale-signature' ? STALE_SECONDS : 0);
    const send = () =>
      fetch(endpoint['url'] as string, { method: 'POST', body, headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature(secret, body, at), 'user-agent': 'Stripe/1.0' }, signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'manual' })
        .then((answer) => answer.ok)
        .catch(() => false);
    if (mode === 'duplicate') await send();
    if (await send()) return this.done(delivery, event);
    const wait = BACKOFF_MS[delivery['tries'] as number];
    if (wait === undefined) return this.done(delivery, event);
    Object.assign(delivery, { tries: (delivery['tries'] as number) + 1, next: Date.now() + wait });
    this.store.touch(delivery);
  }

  private done(delivery: Obj, event: Obj | null) {
    this.store.remove(delivery['id'] as string);
    if (event) this.store.update(event, { pending_webhooks: Math.max(0, (event['pending_webhooks'] as number) - 1) });
  }

  /** Resolves when nothing waits for its first try. */
  async idle(): Promise<void> {
    for (let waited = 0; waited < 30_000; waited += 20) {
      if (!this.busy && this.store.where('delivery', (delivery) => (delivery['tries'] as number) < 3).length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async close() {
    this.stopped = true;
    clearInterval(this.timer);
    await this.working;
  }
}
