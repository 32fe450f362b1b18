import { createHmac, randomUUID } from 'node:crypto';
import type { StoredMail } from './mails';

export interface WebhookTarget {
  url: string;
  /** `whsec_` and base64. */
  secret: string;
}

/** Shorter than the real ones, so that a sandbox can be watched. */
const RETRY_AFTER_MS = [0, 1_000, 5_000, 30_000];

/** What becomes of a mail, by the first recipient's mailbox. */
export function fateOf({ to }: Pick<StoredMail, 'to'>): { state: string; event: string; more?: object } {
  const mailbox = (to[0] ?? '').replace(/^.*</, '').split('@')[0]?.split('+')[0];
  switch (mailbox) {
    case 'bounced':
      return { state: 'bounced', event: 'email.bounced', more: { bounce: { message: 'The recipient’s mailbox does not exist.', subType: 'General', type: 'Permanent' } } };
    case 'complained':
      return { state: 'complained', event: 'email.complained' };
    case 'delayed':
      return { state: 'delivery_delayed', event: 'email.delivery_delayed' };
    default:
      return { state: 'delivered', event: 'email.delivered' };
  }
}

/** Signed deliveries (Standard Webhooks, as Resend sends them through Svix), tried again until they are taken. */
export class Webhooks {
  private readonly waiting = new Set<Promise<void>>();
  private closing = false;

  constructor(private readonly target: WebhookTarget | undefined) {}

  announce(mail: StoredMail, event: string, more: object = {}): void {
    if (!this.target) return;
    const body = JSON.stringify({ type: event, created_at: new Date().toISOString(), data: { email_id: mail.id, created_at: mail.at, from: mail.from, to: mail.to, subject: mail.subject, tags: Object.fromEntries(mail.tags.map(({ name, value }) => [name, value])), ...more } });
    const delivery = this.deliver(this.target, `msg_${randomUUID().replaceAll('-', '')}`, body).finally(() => this.waiting.delete(delivery));
    this.waiting.add(delivery);
  }

  private async deliver({ url, secret }: WebhookTarget, id: string, body: string): Promise<void> {
    for (const delay of RETRY_AFTER_MS) {
      await new Promise((resolve) => setTimeout(resolve, delay).unref());
      if (this.closing) return;
      const at = String(Math.floor(Date.now() / 1000));
      const signature = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).update(`${id}.${at}.${body}`).digest('base64');
      const taken = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', 'svix-id': id, 'svix-timestamp': at, 'svix-signature': `v1,${signature}` }, signal: AbortSignal.timeout(10_000) }).then(({ ok }) => ok, () => false);
      if (taken) return;
    }
  }

  async idle(): Promise<void> {
    while (this.waiting.size > 0) await Promise.all(this.waiting);
  }

  close(): void {
    this.closing = true;
  }
}
