import { signIn as signInBlocks } from '../../emails/sign-in';
import { signInSecrets } from '../access/secrets.server';
import { pathsFor } from '../lib/paths';
import { composeMail } from '../platform/mail/compose.server';
import type { OutgoingMail } from '../platform/mail/port.server';
import type { Services } from '../platform/services.server';
import { textFor } from '../text';
import { contactOf } from './contact.server';

/** The mail of a sign-in request; null when it would help nobody: an unknown address, or a request that is over. */
export async function buildSignInMail(services: Services, requestId: string): Promise<Omit<OutgoingMail, 'idempotencyKey'> | null> {
  const { db, env, vault } = services;
  const request = await db.signInRequest.findUnique({ where: { id: requestId }, select: { donorId: true, usedAt: true, expiresAt: true } });
  if (!request?.donorId || request.usedAt || request.expiresAt.getTime() <= Date.now()) return null;
  const contact = await contactOf(services, request.donorId);
  if (!contact) return null;
  const { email, language } = contact;
  const { token, code } = signInSecrets(vault, requestId);
  const copy = textFor(language).mail.signIn;
  return composeMail(env, {
    to: email,
    language,
    subject: copy.subject,
    preview: copy.preview,
    heading: copy.heading,
    // The link opens a page with one button, and only in the browser that asked.
    blocks: signInBlocks({ lead: copy.lead, link: { label: copy.link, href: `${env.siteUrl}${pathsFor(language).signInLink(token)}` }, code: { label: copy.code, code }, life: copy.life, notYou: copy.notYou }),
  });
}
