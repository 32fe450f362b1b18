import type { Block } from './content';

export interface ReceiptProps {
  thanks: string;
  facts: [label: string, value: string][];
  /** What comes next, of a recurring gift. */
  next: string | null;
  manage: { label: string; href: string } | null;
  /** Whose receipt it is: legal name, address, tax id. */
  issuer: string[];
  keep: string;
}

export function receipt({ thanks, facts, next, manage, issuer, keep }: ReceiptProps): Block[] {
  return [
    { kind: 'text', text: thanks },
    { kind: 'facts', facts },
    ...(next ? [{ kind: 'text', text: next } as const] : []),
    ...(manage ? [{ kind: 'button', ...manage } as const] : []),
    { kind: 'small', text: keep },
    ...issuer.map((text) => ({ kind: 'small', text }) as const),
  ];
}
