import { storeSignInRequest } from '../access/sign-in-request.server';
import { transact } from '../platform/db/client.server';
import { enqueueMail } from '../platform/mail/outbox.server';
import type { Services } from '../platform/services.server';
import { normaliseEmail } from './email';
import { donorOfAddress } from './find-donor.server';

export type RequestOutcome = { outcome: 'asked' } | { outcome: 'limited'; waitSeconds: number };

/**
 * Asks for a sign-in mail. A known and an unknown address cost the same look-ups and the same writes and get the same
 * answer; only the mail's job, later, finds that there is nobody to write to.
 * @param input.email as `parseEmail` returned it
 * @param input.address the visitor's network address
 * @param input.browser the secret in the cookie of the browser that asks
 */
export async function requestSignIn(services: Services, { email, address, browser }: { email: string; address: string; browser: string }): Promise<RequestOutcome> {
  const { db, limits, vault } = services;
  const waitSeconds = await limits.take([
    { rule: 'sign-in.visitor', subject: await limits.visitor(address) },
    { rule: 'sign-in.address', subject: Buffer.from(vault.index('email', normaliseEmail(email))).toString('base64url') },
  ]);
  if (waitSeconds !== null) return { outcome: 'limited', waitSeconds };
  await transact(db, async (tx) => {
    const donorId = await donorOfAddress(services, tx, email);
    const requestId = await storeSignInRequest(services, tx, { donorId, browser });
    await enqueueMail(services, tx, { kind: 'sign-in', reference: requestId, dedupeKey: `sign-in:${requestId}` });
  });
  return { outcome: 'asked' };
}
