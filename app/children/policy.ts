/** Safeguarding's figures. The floor can't be passed by any setting. */
export const POLICY = {
  /** Children who must share a key with each shown child, itself counted. */
  k: 11,
  kFloor: 5,
  minimumBatch: 5,
  slotsPerChild: 4,
  /** Published counts are rounded down to this. */
  countStep: 5,
} as const;

/** What a place in care pays for, per group, in tens of percent. */
const SUPPORT_MIX = {
  younger: { learning: 20, home: 40, health: 20, company: 20 },
  middle: { learning: 40, home: 30, health: 10, company: 20 },
  older: { learning: 40, home: 20, health: 10, company: 30 },
} as const;

export type SupportMix = { band: keyof typeof SUPPORT_MIX; shares: Record<'learning' | 'home' | 'health' | 'company', number> }[];

/** The mix of one group, or of all. */
export function supportMix(only?: keyof typeof SUPPORT_MIX): SupportMix {
  return (['younger', 'middle', 'older'] as const).filter((band) => !only || band === only).map((band) => ({ band, shares: SUPPORT_MIX[band] }));
}
