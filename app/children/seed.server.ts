import type { PublicationState } from '../../prisma/client/enums';
import { addMonths, isoWeek } from '../lib/dates';
import { transact } from '../platform/db/client.server';
import type { Services } from '../platform/services.server';
import { AGE_BANDS, type AgeBand, type Interest } from './closed-list';
import { drawIdentities, shuffled } from './draw.server';
import { POLICY } from './policy';

const PER_BAND = 50;
const DRAFTS = 24;
/** Two interests a band, each shared by at least k; the rest have none. */
const INTERESTS: Record<AgeBand, [Interest, Interest]> = { younger: ['drawing', 'animals'], middle: ['music', 'football'], older: ['stories', 'cooking'] };
const WITH_INTEREST = 14;

const STEPS: [PublicationState | null, PublicationState][] = [[null, 'draft'], ['draft', 'in_review'], ['in_review', 'approved'], ['approved', 'scheduled'], ['scheduled', 'published']];

/**
 * The demonstration's invented children: 150 shown, recorded as release 1, and 24 drafts. Does nothing where there are children.
 * Weeks lie in the past, as if the delays had passed.
 */
export async function seedChildren(services: Services): Promise<void> {
  const { clock, db } = services;
  if ((await db.child.count()) > 0) return;
  const week = isoWeek(addMonths(clock.now(), -2));
  const keys = AGE_BANDS.flatMap((ageBand) =>
    Array.from({ length: PER_BAND }, (_, index) => ({ ageBand, interest: index < WITH_INTEREST ? INTERESTS[ageBand][0] : index < 2 * WITH_INTEREST ? INTERESTS[ageBand][1] : null })),
  );
  const drafts = Array.from({ length: DRAFTS }, () => ({ ageBand: 'middle' as const, interest: null }));
  const identities = drawIdentities(keys.length + DRAFTS, new Set());
  const shownChildren = shuffled(keys).map((key, index) => ({ ...identities[index]!, ...key, pronoun: 'they' as const }));
  const draftChildren = drafts.map((key, index) => ({ ...identities[keys.length + index]!, ...key, pronoun: 'they' as const }));
  await transact(db, async (tx) => {
    await tx.child.createMany({ data: [...shownChildren.map((child) => ({ ...child, publication: 'published' as const, firstRelease: 1 })), ...draftChildren] });
    await tx.release.create({ data: { number: 1, week, kind: 'publication' } });
    await tx.releaseMember.createMany({ data: shownChildren.map(({ token, ageBand, pronoun, interest }) => ({ releaseNumber: 1, childToken: token, ageBand, pronoun, interest })) });
    const transition = (token: string, steps: typeof STEPS) => steps.map(([from, to], step) => ({ childToken: token, step: step + 1, from, to, week, actor: 'seed' }));
    await tx.publicationTransition.createMany({ data: [...shownChildren.flatMap(({ token }) => transition(token, STEPS)), ...draftChildren.flatMap(({ token }) => transition(token, STEPS.slice(0, 1)))] });
    await tx.slot.createMany({ data: shownChildren.flatMap(({ token }) => Array.from({ length: POLICY.slotsPerChild }, (_, index) => ({ childToken: token, number: index + 1 }))) });
  });
}
