import { receipt as receiptBlocks } from '../../emails/receipt';
import { contactOf } from '../donors/contact.server';
import { formatDate } from '../lib/dates';
import { formatMoney } from '../lib/money';
import { pathsFor } from '../lib/paths';
import { composeMail } from '../platform/mail/compose.server';
import type { OutgoingMail } from '../platform/mail/port.server';
import type { Services } from '../platform/services.server';
import { textFor } from '../text';
import { receiptNumber } from './receipt.server';

/** The mail of a receipt; null once the donor's data is gone. */
export async function buildReceiptMail(services: Services, receiptId: string): Promise<Omit<OutgoingMail, 'idempotencyKey'> | null> {
  const { db, env } = services;
  const receipt = await db.receipt.findUniqueOrThrow({
    where: { id: receiptId },
    include: {
      payment: {
        select: {
          frequency: true,
          fund: { select: { nameEn: true, nameKo: true } },
          sponsorship: { select: { id: true, state: true, language: true, amount: true, currency: true, nextChargeAt: true } },
          attempt: { select: { language: true } },
        },
      },
    },
  });
  const contact = await contactOf(services, receipt.donorId);
  if (!contact) return null;
  const { payment } = receipt;
  const { sponsorship } = payment;
  const language = sponsorship?.language ?? payment.attempt?.language ?? contact.language;
  const copy = textFor(language).mail.receipt;
  const amount = formatMoney(receipt.amount, receipt.currency, language);
  const { legalName, address, taxId, timeZone } = env.organisation;
  const next = sponsorship?.state === 'active' ? sponsorship.nextChargeAt : null;
  return composeMail(env, {
    to: contact.email,
    language,
    subject: copy.subject(receiptNumber(receipt)),
    preview: copy.preview(amount),
    heading: copy.heading,
    blocks: receiptBlocks({
      thanks: copy.thanks,
      facts: [
        [copy.number, receiptNumber(receipt)],
        [copy.date, formatDate(receipt.giftDate, language, 'UTC')],
        [copy.amount, amount],
        [copy.for, language === 'ko' ? payment.fund.nameKo : payment.fund.nameEn],
        [copy.frequency, copy.frequencies[payment.frequency]],
        [copy.from, contact.name ?? contact.email],
      ],
      next: next && sponsorship ? copy.next(formatMoney(sponsorship.amount, sponsorship.currency, language), formatDate(next, language, timeZone)) : null,
      manage: sponsorship ? { label: copy.manage, href: `${env.siteUrl}${pathsFor(language).sponsorship(sponsorship.id)}` } : null,
      keep: copy.keep,
      issuer: [legalName, address, taxId && copy.taxId(taxId)].filter((line) => line !== ''),
    }),
  });
}
