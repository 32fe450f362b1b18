export type EmailProblem = 'empty' | 'invalid';

const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/**
 * Reads an e-mail address as a person types it. Only what mail needs is asked (RFC 5321 lengths): proof is a mail that arrives.
 * Line breaks and other control characters never get through to a header.
 */
export function parseEmail(typed: string): { email: string } | { problem: EmailProblem } {
  const email = typed.trim().normalize('NFC');
  if (email === '') return { problem: 'empty' };
  const at = email.lastIndexOf('@');
  const [local, domain] = [email.slice(0, at), email.slice(at + 1)];
  const labels = domain.split('.');
  const valid = at > 0 && email.length <= 254 && local.length <= 64 && !/[\s\p{Cc}\p{Cf}@<>(),;:"\\[\]]/u.test(local) && labels.length >= 2 && labels.every((label) => LABEL.test(label));
  return valid ? { email } : { problem: 'invalid' };
}

/** The form under which an address is looked up. No provider's tricks: dots and plus signs stay. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}
