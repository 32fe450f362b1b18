export type EmailProblem = 'empty' | 'not_an_address' | 'too_long';

/** RFC 5321, 4.5.3.1: the longest path is 256 octets with its angle brackets. */
const MAX_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;
const octets = (text: string) => new TextEncoder().encode(text).length;
// Quotes, brackets and separators would let one typed address become several recipients or a display name.
const LOCAL = /^[^\s\p{C}"(),:;<>@[\\\]]+$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/**
 * Reads an address as a person types it. Whether it exists is only proven by a mail that arrives.
 * @returns the address with its spelling kept, in Unicode NFC
 */
export function parseEmail(typed: string): { email: string } | { problem: EmailProblem } {
  const email = typed.trim().normalize('NFC');
  if (email === '') return { problem: 'empty' };
  if (octets(email) > MAX_LENGTH) return { problem: 'too_long' };
  const [local = '', domain = '', ...more] = email.split('@');
  const localFits = LOCAL.test(local) && octets(local) <= MAX_LOCAL_LENGTH && !local.startsWith('.') && !local.endsWith('.') && !local.includes('..');
  const labels = domain.split('.');
  const domainFits = labels.length >= 2 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
  return more.length === 0 && localFits && domainFits ? { email } : { problem: 'not_an_address' };
}

/** What the blind index is made of. Dots and plus signs mean different mailboxes at some providers, so they stay. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}
