import type { Block } from './content';

/** Welcome, paused, resumed, changed and ended: what happened, how it stands now, and where to change it. */
export interface SponsorshipProps {
  /** Which gift this is about, by its amount and the month it began. */
  about: string;
  happened: string[];
  facts: [label: string, value: string][];
  manage: { label: string; href: string };
  close: string;
}

export function sponsorship({ about, happened, facts, manage, close }: SponsorshipProps): Block[] {
  return [
    ...happened.map((text) => ({ kind: 'text', text }) as const),
    { kind: 'facts', facts },
    { kind: 'button', ...manage },
    { kind: 'text', text: close },
    { kind: 'small', text: about },
  ];
}
