import type { Services } from '../platform/services.server';
import { normaliseEmail } from '../donors/email';
import type { ReadField } from './gift-form';
import { checkFormToken } from './form-token.server';

export type FormVerdict = 'fine' | 'too_fast' | 'expired' | 'forged' | { waitSeconds: number };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Whether a form may open a Checkout session: it was made here for these contents, a person could have read it, its trap is
 * empty, and neither the visitor nor the address opened too many (payments, "Abuse"). A form that already made an attempt
 * costs nothing again, so that "try again" is never refused.
 */
export async function guardForm(services: Services, read: ReadField, content: string, email: string, address: string): Promise<FormVerdict> {
  const { db, limits, vault } = services;
  const attemptId = read('attempt');
  if (!UUID.test(attemptId) || read('website') !== '') return 'forged';
  const token = checkFormToken(vault, read('token'), attemptId, content);
  if (token !== 'fine') return token;
  if (await db.givingAttempt.findUnique({ where: { id: attemptId }, select: { id: true } })) return 'fine';
  const visitor = await limits.visitor(address);
  const person = Buffer.from(vault.index('email', normaliseEmail(email))).toString('base64url');
  const waitSeconds = await limits.take([
    { rule: 'checkout.visitor.burst', subject: visitor },
    { rule: 'checkout.visitor.day', subject: visitor },
    { rule: 'checkout.address.day', subject: person },
  ]);
  return waitSeconds === null ? 'fine' : { waitSeconds };
}
