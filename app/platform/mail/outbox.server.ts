import { transact, type Tx } from '../db/client.server';
import type { Services } from '../services.server';
import type { OutgoingMail } from './port.server';

/** Every kind of mail and what its reference is the id of. */
export const MAIL_KINDS = ['receipt', 'welcome', 'sign-in', 'paused', 'resumed', 'changed', 'ended'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Builds a mail when it is handed over; null when there is nobody to send it to any more. */
export type BuildMail = (reference: string) => Promise<Omit<OutgoingMail, 'idempotencyKey'> | null>;

/** Resend remembers an idempotency key for 24 hours; later the outcome of an unanswered try can't be known. */
const RETRY_FOR_MS = 23 * 3_600_000;

/** Adds a mail in the caller's transaction. The same `dedupeKey` twice is one mail. */
export async function enqueueMail({ jobs }: Pick<Services, 'jobs'>, tx: Tx, mail: { kind: MailKind; reference: string; dedupeKey: string }): Promise<void> {
  const [row] = await tx.outboxMail.createManyAndReturn({ data: [mail], skipDuplicates: true, select: { id: true } });
  if (row) await jobs.enqueue(tx, 'mail.deliver', { mailId: row.id }, { singletonKey: row.id });
}

/**
 * Hands one mail to Resend. However often it is tried, the same key goes with it, so it arrives once.
 * @throws when Resend could not be reached: the job tries again
 */
export async function deliverMail({ db, mail: port, log }: Pick<Services, 'db' | 'mail' | 'log'>, mailId: string, builders: Record<MailKind, BuildMail>): Promise<void> {
  const row = await db.outboxMail.findUnique({ where: { id: mailId } });
  if (!row || (row.state !== 'queued' && row.state !== 'sending')) return;
  const firstTryAt = row.firstTryAt ?? new Date();
  if (Date.now() - firstTryAt.getTime() > RETRY_FOR_MS) {
    await db.outboxMail.update({ where: { id: mailId }, data: { state: 'unknown' } });
    log.error({ event: 'mail.outcome_unknown', mail: mailId, kind: row.kind });
    return;
  }
  const content = await builders[row.kind as MailKind](row.reference);
  if (!content) {
    await db.outboxMail.update({ where: { id: mailId }, data: { state: 'skipped' } });
    return;
  }
  await db.outboxMail.update({ where: { id: mailId }, data: { state: 'sending', firstTryAt, tries: { increment: 1 } } });
  const handover = await port.send({ ...content, idempotencyKey: `mail:${mailId}` });
  if (handover.outcome === 'accepted') await db.outboxMail.update({ where: { id: mailId }, data: { state: 'sent', sentAt: new Date(), providerId: handover.providerId, error: null } });
  else if (handover.outcome === 'refused') {
    await db.outboxMail.update({ where: { id: mailId }, data: { state: 'failed', error: handover.code } });
    log.error({ event: 'mail.refused', mail: mailId, kind: row.kind, code: handover.code });
  } else {
    await db.outboxMail.update({ where: { id: mailId }, data: { error: handover.code } });
    throw new Error(`Resend did not take a mail: ${handover.code}`);
  }
}

/** Mails whose job was lost or gave up are enqueued again. */
export async function requeueMails({ db, jobs }: Pick<Services, 'db' | 'jobs'>): Promise<number> {
  const waiting = await db.outboxMail.findMany({ where: { state: { in: ['queued', 'sending'] }, createdAt: { lt: new Date(Date.now() - 15 * 60_000) } }, select: { id: true }, take: 500 });
  for (const { id } of waiting) await transact(db, (tx) => jobs.enqueue(tx, 'mail.deliver', { mailId: id }, { singletonKey: id }));
  return waiting.length;
}
