import type { PaymentHealth, SponsorshipState } from '../../prisma/client/enums';
import { sponsoredChildren } from '../children/queries.server';
import type { Services } from '../platform/services.server';
import { amountRange } from './rules';

export interface SponsorshipView {
  id: string;
  child: { token: string; pseudonym: string; avatar: string; visible: boolean } | null;
  fund: { en: string; ko: string };
  slotCount: number;
  /** Minor units per period. */
  amount: number;
  currency: string;
  frequency: 'month' | 'year';
  state: SponsorshipState;
  health: PaymentHealth;
  startedAt: Date | null;
  nextChargeAt: Date | null;
  pausedUntil: Date | null;
  endsAt: Date | null;
  endedAt: Date | null;
  /** What the amount may be changed to. */
  minimum: number;
  maximum: number;
  transitions: { kind: string; from: string | null; to: string; at: Date }[];
}

/** A donor sees what ever got as far as a payment; a reservation that came to nothing is not theirs to manage. */
const SHOWN = { notIn: ['reserved', 'released', 'cancelled'] satisfies SponsorshipState[] };

const select = {
  id: true, childToken: true, slotCount: true, amount: true, currency: true, frequency: true, state: true, health: true,
  startedAt: true, nextChargeAt: true, pausedUntil: true, endsAt: true, endedAt: true,
  fund: { select: { nameEn: true, nameKo: true } },
  transitions: { orderBy: { at: 'asc' }, select: { kind: true, from: true, to: true, at: true } },
} as const;

/** @param group the ids of the donor and of those joined into it */
export async function sponsorshipsOf({ db, env }: Pick<Services, 'db' | 'env'>, group: string[]): Promise<SponsorshipView[]> {
  const rows = await db.sponsorship.findMany({ where: { donorId: { in: group }, mode: env.mode, state: SHOWN }, orderBy: { createdAt: 'desc' }, select });
  const children = await sponsoredChildren(db, rows.flatMap(({ childToken }) => (childToken ? [childToken] : [])));
  return rows.map(({ childToken, fund, frequency, ...row }) => ({
    ...row,
    ...amountRange({ ...row, frequency }),
    frequency: frequency === 'year' ? 'year' : 'month',
    fund: { en: fund.nameEn, ko: fund.nameKo },
    child: (childToken && children.get(childToken)) || null,
  }));
}

/** One of the donor's own; null for an unknown id and for somebody else's alike. */
export async function sponsorshipOf(services: Pick<Services, 'db' | 'env'>, group: string[], id: string): Promise<SponsorshipView | null> {
  return (await sponsorshipsOf(services, group)).find((sponsorship) => sponsorship.id === id) ?? null;
}
