import { Resend } from 'resend';
import { insideTransaction } from '../db/client.server';
import type { Env } from '../env.server';

export interface OutgoingMail {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** The same mail tried again carries the same key; Resend remembers it for 24 hours. */
  idempotencyKey: string;
}

export type Handover =
  | { outcome: 'accepted'; providerId: string | null }
  /** Resend will not take this mail, however often it is offered. */
  | { outcome: 'refused'; code: string }
  /** No answer: it may or may not have been taken. */
  | { outcome: 'unavailable'; code: string };

export interface MailPort {
  /** @throws when called inside a database transaction */
  send(mail: OutgoingMail): Promise<Handover>;
}

const TIMEOUT_MS = 10_000;
/** Codes of Resend after which the same request can succeed later. */
const PASSING = new Set(['rate_limit_exceeded', 'application_error', 'internal_server_error', 'concurrent_idempotent_requests', 'daily_quota_exceeded', 'monthly_quota_exceeded']);

/** @param standIn where the stand-in listens, in the sandbox */
export function createMailPort(env: Env, standIn?: string): MailPort {
  const baseUrl = env.resend.baseUrl ?? standIn;
  const resend = new Resend(env.resend.key, baseUrl ? { baseUrl } : {});
  return {
    async send(mail) {
      if (insideTransaction()) throw new Error('Mail must not be sent inside a database transaction.');
      // The SDK has no time-out of its own.
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), TIMEOUT_MS)));
      const sent = resend.emails.send(
        { from: env.mailFrom, to: mail.to, subject: mail.subject, html: mail.html, text: mail.text },
        { idempotencyKey: mail.idempotencyKey },
      );
      const answer = await Promise.race([sent, late]).finally(() => clearTimeout(timer));
      if (answer === 'late') return { outcome: 'unavailable', code: 'timeout' };
      if (!answer.error) return answer.data?.id ? { outcome: 'accepted', providerId: answer.data.id } : { outcome: 'unavailable', code: 'malformed_answer' };
      const { name, statusCode } = answer.error;
      // The key was accepted before with other bytes: the mail itself is already on its way.
      if (name === 'invalid_idempotent_request') return { outcome: 'accepted', providerId: null };
      if (PASSING.has(name) || statusCode === null || statusCode >= 500) return { outcome: 'unavailable', code: name };
      return { outcome: 'refused', code: name };
    },
  };
}
