import { sponsorship as sponsorshipBlocks } from '../../emails/sponsorship';
import { contactOf } from '../donors/contact.server';
import { formatDate, formatMonth } from '../lib/dates';
import { formatMoney } from '../lib/money';
import { pathsFor } from '../lib/paths';
import { composeMail } from '../platform/mail/compose.server';
import type { OutgoingMail } from '../platform/mail/port.server';
import type { Services } from '../platform/services.server';
import { textFor, type Catalogue } from '../text';

type Words = Catalogue['mail']['sponsorship'];
type Told = 'start' | 'pause' | 'resume' | 'amount' | 'endAtPeriod' | 'end';

const TOLD: Record<string, Told> = { start: 'start', pause: 'pause', resume: 'resume', amount: 'amount', end_at_period: 'endAtPeriod', end: 'end' };

/** The mail about a recorded transition of a sponsorship or recurring gift; null once the donor's data is gone. */
export async function buildSponsorshipMail(services: Services, transitionId: string): Promise<Omit<OutgoingMail, 'idempotencyKey'> | null> {
  const { db, env } = services;
  const transition = await db.sponsorshipTransition.findUniqueOrThrow({ where: { id: transitionId }, include: { sponsorship: { include: { fund: { select: { nameEn: true, nameKo: true } } } } } });
  const { sponsorship } = transition;
  const told = TOLD[transition.kind];
  const contact = await contactOf(services, sponsorship.donorId);
  if (!contact || !told) return null;
  const { language, currency, id } = sponsorship;
  const { mail } = textFor(language);
  const words: Words = mail.sponsorship;
  const per = mail.per[sponsorship.frequency];
  const { timeZone } = env.organisation;
  const date = (instant: Date | string | null | undefined) => (instant ? formatDate(instant, language, timeZone) : words.none);
  const money = (minor: number) => formatMoney(minor, currency, language);
  const amount = money(sponsorship.amount);
  const details = (transition.details ?? {}) as { before?: number; after?: number; until?: string; endsAt?: string };
  const next: [string, string] = [words.next, sponsorship.nextChargeAt ? words.nextOn(amount, date(sponsorship.nextChargeAt)) : words.none];
  const amountPer: [string, string] = [words.amount, words.amountPer(amount, per)];
  const facts: Record<Told, [string, string][]> = {
    start: [amountPer, [words.for, language === 'ko' ? sponsorship.fund.nameKo : sponsorship.fund.nameEn], next],
    pause: [[words.until, date(details.until)], next],
    resume: [amountPer, next],
    amount: [[words.before, words.amountPer(money(details.before ?? 0), per)], [words.now, words.amountPer(money(details.after ?? 0), per)], next],
    endAtPeriod: [[words.endsOn, date(details.endsAt)], [words.next, words.none]],
    end: [[words.endedOn, date(sponsorship.endedAt)], [words.next, words.none]],
  };
  const { subject, heading, happened, close } = words.told[told];
  return composeMail(env, {
    to: contact.email,
    language,
    subject,
    heading,
    preview: happened[0] ?? heading,
    blocks: sponsorshipBlocks({
      about: words.about(amount, per, formatMonth(sponsorship.startedAt ?? sponsorship.createdAt, language, timeZone)),
      happened: [...happened],
      facts: facts[told],
      manage: { label: words.manage, href: `${env.siteUrl}${pathsFor(language).sponsorship(id)}` },
      close,
    }),
  });
}
