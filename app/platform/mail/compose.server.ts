import type { Block } from '../../../emails/content';
import { textFor, type Locale } from '../../text';
import type { Env } from '../env.server';
import type { OutgoingMail } from './port.server';

/** Puts a letter into the organisation's frame and renders it as HTML and as text. */
export async function composeMail(env: Env, mail: { to: string; language: Locale; subject: string; preview: string; heading: string; blocks: Block[] }): Promise<Omit<OutgoingMail, 'idempotencyKey'>> {
  const { to, subject, ...letter } = mail;
  const { footer, test } = textFor(mail.language).mail;
  const { name, address, contactEmail } = env.organisation;
  // The components take half a second to load, so not with the site.
  const { renderLetter } = await import('../../../emails/render');
  const lines = [footer.from(name), footer.questions(contactEmail), address, env.mode === 'live' ? '' : test];
  return { to, subject, ...(await renderLetter({ ...letter, footer: lines.filter((line) => line !== '') })) };
}
