import { createHash } from 'node:crypto';
import type { Vault } from '../platform/crypto/vault.server';

/** Crockford's base 32: no letters that are read as digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const sha256 = (value: string) => createHash('sha256').update(value).digest('base64url');

/**
 * The link's token (256 bits) and the typed code (40 bits, five tries) of a sign-in request. Both are derived from its id, so the
 * row holds only their hashes and the mail can be rendered again with the same bytes.
 */
export function signInSecrets(vault: Vault, requestId: string): { token: string; code: string } {
  const bytes = vault.derive('sign-in.code', requestId);
  const letters = Array.from({ length: 8 }, (_, index) => ALPHABET[(bytes[index] ?? 0) % 32]).join('');
  return { token: vault.derive('sign-in.link', requestId).toString('base64url'), code: `${letters.slice(0, 4)}-${letters.slice(4)}` };
}

/** A code as a person types it: any case, with or without the dash, and the letters that look like digits. */
export function readCode(typed: string): string {
  const letters = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1').slice(0, 8);
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
