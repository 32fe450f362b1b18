import { timingSafeEqual } from 'node:crypto';
import type { Vault } from '../platform/crypto/vault.server';

const SOONEST_MS = 1_500;
const LATEST_MS = 12 * 3_600_000;

/**
 * What a form that opens a Checkout session must carry: proof that we made it for this attempt and these contents, and when.
 * A form that was never shown, or was sent faster than a person can read, opens nothing.
 */
export function formToken(vault: Vault, attemptId: string, content: string, at = Date.now()): string {
  return `${at.toString(36)}.${vault.derive('form', `${attemptId}|${content}|${at}`).toString('base64url')}`;
}

export type TokenCheck = 'fine' | 'too_fast' | 'expired' | 'forged';

export function checkFormToken(vault: Vault, token: string, attemptId: string, content: string, now = Date.now()): TokenCheck {
  const at = Number.parseInt(token.split('.')[0] ?? '', 36);
  if (!Number.isSafeInteger(at)) return 'forged';
  const expected = Buffer.from(formToken(vault, attemptId, content, at));
  const given = Buffer.from(token);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return 'forged';
  if (now - at < SOONEST_MS) return 'too_fast';
  return now - at > LATEST_MS ? 'expired' : 'fine';
}
