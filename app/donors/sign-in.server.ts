import { openSession } from '../access/session.server';
import { useSignInCode, useSignInLink, type UseProblem } from '../access/sign-in-request.server';
import { transact } from '../platform/db/client.server';
import type { Services } from '../platform/services.server';
import { proveAddress } from './prove-address.server';

export type SignInOutcome = { outcome: 'signed_in'; session: string } | { outcome: UseProblem };

/**
 * Turns a link or a typed code into a session, once. Only the browser that asked can do it.
 * @param browser the secret in that browser's cookie, null when it has none
 * @param previous the value of a session cookie that came along; its session ends here
 * @returns the value of the new session's cookie
 */
export function signIn(services: Services, proof: { token: string } | { code: string }, browser: string | null, previous: string | null): Promise<SignInOutcome> {
  return transact<SignInOutcome>(services.db, async (tx) => {
    const used = 'token' in proof ? await useSignInLink(tx, proof.token, browser) : await useSignInCode(tx, proof.code, browser);
    if (used.outcome !== 'used_now') return used;
    const { donorId } = await proveAddress(services, tx, used.donorId);
    return { outcome: 'signed_in', session: await openSession(tx, donorId, previous) };
  });
}
