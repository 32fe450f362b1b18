import type { Block } from './content';

export interface SignInProps {
  lead: string;
  link: { label: string; href: string };
  code: { label: string; code: string };
  life: string;
  notYou: string;
}

export function signIn({ lead, link, code, life, notYou }: SignInProps): Block[] {
  return [
    { kind: 'text', text: lead },
    { kind: 'button', ...link },
    { kind: 'code', ...code },
    { kind: 'small', text: life },
    { kind: 'small', text: notYou },
  ];
}
