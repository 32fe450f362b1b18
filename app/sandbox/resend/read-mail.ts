import type { NewMail } from './mails';

/** An answer of Resend's with its own error names. */
export class ResendError extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
    this.name = 'ResendError';
  }
}

const MAX_RECIPIENTS = 50;
const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
const TAG = /^[\w-]{1,256}$/;

const invalid = (message: string) => new ResendError(422, 'validation_error', message);
const bare = (address: string) => /<([^<>]*)>$/.exec(address)?.[1] ?? address;

function addresses(given: unknown, field: string): string[] {
  const list = Array.isArray(given) ? given : [given];
  if (!list.every((one): one is string => typeof one === 'string' && ADDRESS.test(bare(one.trim())))) throw invalid(`Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`);
  return list;
}

/** Judges a mail as Resend does before it takes it. @throws {ResendError} */
export function readMail(given: unknown): NewMail {
  if (typeof given !== 'object' || given === null) throw invalid('The mail must be an object.');
  const { from, to, subject, html, text, headers = {}, tags = [] } = given as Record<string, unknown>;
  for (const [name, value] of Object.entries({ from, to, subject })) if (value === undefined || value === '') throw new ResendError(422, 'missing_required_field', `Missing \`${name}\` field.`);
  if (typeof html !== 'string' && typeof text !== 'string') throw new ResendError(422, 'missing_required_field', 'Missing `html` or `text` field.');
  if (typeof subject !== 'string' || /[\r\n]/.test(subject)) throw invalid('Invalid `subject` field.');
  const recipients = addresses(to, 'to');
  if (recipients.length > MAX_RECIPIENTS) throw invalid(`The \`to\` field must not have more than ${MAX_RECIPIENTS} recipients.`);
  if (typeof headers !== 'object' || headers === null || Object.values(headers).some((value) => typeof value !== 'string' || /[\r\n]/.test(value))) throw invalid('Invalid `headers` field.');
  if (!Array.isArray(tags) || tags.some((tag: { name?: unknown; value?: unknown }) => !TAG.test(String(tag.name)) || !TAG.test(String(tag.value)))) throw invalid('Tags should only contain ASCII letters, numbers, underscores, or dashes.');
  return {
    from: addresses(from, 'from')[0] ?? '',
    to: recipients,
    subject,
    html: typeof html === 'string' ? html : '',
    text: typeof text === 'string' ? text : '',
    headers: headers as Record<string, string>,
    tags: tags as NewMail['tags'],
  };
}
