import type { Prisma } from '../../prisma/client/client';
import type { SponsorshipState } from '../../prisma/client/enums';
import type { Tx } from '../platform/db/client.server';

export type TransitionKind = 'reserve' | 'release' | 'await_payment' | 'cancel' | 'start' | 'pause' | 'resume' | 'amount' | 'end_at_period' | 'keep' | 'end' | 'past_due' | 'recover';

export interface Transition {
  sponsorshipId: string;
  kind: TransitionKind;
  from: SponsorshipState | null;
  to: SponsorshipState;
  /** `donor:<id>`, `stripe` or `system`. */
  actor: string;
  reason?: string | null;
  details?: Prisma.InputJsonObject;
  at: Date;
}

/** State is a record: who, when and why, in the transaction of the change itself. @returns its id, which a mail may refer to */
export async function recordTransition(tx: Tx, { reason, details, ...transition }: Transition): Promise<string> {
  const { id } = await tx.sponsorshipTransition.create({ data: { ...transition, reason: reason ?? null, ...(details ? { details } : {}) }, select: { id: true } });
  return id;
}
