import type { ReactNode } from 'react';

/** A page in one column of reading width: title, lead, and what follows. */
export function Page({ title, lead, children, wide = false, given = false, back }: { title: string; /** There is a made-up name in the title. */ given?: boolean; lead?: string | undefined; children?: ReactNode; wide?: boolean; back?: { href: string; label: string } | undefined }) {
  return (
    <div className="wrap page">
      {back && (
        <p className="mb-5">
          <a className="underline" href={back.href}>
            ← {back.label}
          </a>
        </p>
      )}
      <h1 className={`max-w-[46rem] ${given ? 'given-name' : ''}`}>{title}</h1>
      {lead && <p className="lead mt-4">{lead}</p>}
      <div className={`mt-8 ${wide ? '' : 'column'}`}>{children}</div>
    </div>
  );
}

/** Terms and values, as a list that reads well aloud and on paper. */
export function Facts({ rows }: { rows: [label: string, value: ReactNode][] }) {
  return (
    <dl className="facts border-t border-line">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Notice({ title, children, tone = 'plain', announce = false }: { title?: string | undefined; children?: ReactNode; tone?: 'plain' | 'bad' | 'done'; announce?: boolean }) {
  return (
    <div className={`notice mb-7 ${tone === 'plain' ? '' : `notice-${tone}`}`} role={announce ? 'alert' : undefined}>
      {title && <p className="font-bold">{title}</p>}
      {children}
    </div>
  );
}

/** Paragraphs of the catalogue. */
export function Paragraphs({ of }: { of: readonly string[] }) {
  return of.map((text) => <p key={text}>{text}</p>);
}
