import { createHash, timingSafeEqual } from 'node:crypto';
import type { Vault } from '../platform/crypto/vault.server';

/** Douglas Crockford, "Base 32": no I, L, O or U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8;

/**
 * The 256-bit link token and the 40-bit code, as `XXXX-XXXX`, of a sign-in request. Both follow from its id and the
 * installation's key, so the mail can be written later although the row holds only their hashes.
 */
export function signInSecrets(vault: Pick<Vault, 'derive'>, id: string): { token: string; code: string } {
  const bytes = vault.derive('sign-in.code', id);
  // 32 divides 256: every character is equally likely.
  const code = Array.from(bytes.subarray(0, CODE_LENGTH), (byte) => ALPHABET[byte % 32]).join('');
  return { token: vault.derive('sign-in.link', id).toString('base64url'), code: `${code.slice(0, 4)}-${code.slice(4)}` };
}

/** Reads a code as a person types it; null when it can't be one. */
export function readCode(typed: string): string | null {
  const code = typed.normalize('NFKC').toUpperCase().replaceAll(/[\s\p{Pd}]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return code.length === CODE_LENGTH && [...code].every((character) => ALPHABET.includes(character)) ? `${code.slice(0, 4)}-${code.slice(4)}` : null;
}

/** How secrets are stored: high-entropy values need no slow hash. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** A code is short, so its hash is bound to the request: no table of hashes fits two of them. */
export function codeHashOf(requestId: string, code: string): string {
  return hashOf(`${requestId}:${code}`);
}

export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
