import { pathsFor } from '../lib/paths';
import { textFor, type Locale } from '../text';
import { Page } from './page';

interface GivingProps {
  locale: Locale;
  first: boolean;
  /** Where the next page begins. */
  next: string | null;
  rows: { id: string; date: string; amount: string; fund: string; frequency: string; state: string; receipt: string | null }[];
}

/** Each gift and charge, newest first, with its receipt's number. */
export function AccountGiving({ locale, first, next, rows }: GivingProps) {
  const { giving: copy } = textFor(locale).account;
  const paths = pathsFor(locale);
  if (rows.length === 0) {
    return (
      <Page title={first ? copy.emptyTitle : copy.endTitle} lead={first ? copy.empty : copy.end}>
        <a className="button button-quiet" href={first ? paths.give() : paths.giving()}>
          {first ? copy.emptyLink : copy.newest}
        </a>
      </Page>
    );
  }
  return (
    <Page title={copy.title} lead={copy.lead} wide>
      <section className="table-wrap" tabIndex={0} aria-label={copy.title}>
        <table className="table min-w-[40rem]">
          <thead>
            <tr>
              {[copy.date, copy.amount, copy.fund, copy.frequency, copy.state, copy.receipt].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className="whitespace-nowrap">{row.date}</td>
                <td className="font-semibold whitespace-nowrap">{row.amount}</td>
                <td>{row.fund}</td>
                <td>{row.frequency}</td>
                <td>{row.state}</td>
                <td className="whitespace-nowrap">{row.receipt ?? copy.noReceipt}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="hint mt-4">{copy.receiptNote}</p>
      {(next || !first) && (
        <p className="mt-6 flex gap-3">
          {!first && (
            <a className="button button-quiet" href={paths.giving()}>
              {copy.newest}
            </a>
          )}
          {next && (
            <a className="button button-quiet" href={`${paths.giving()}?${new URLSearchParams({ before: next })}`}>
              {copy.older}
            </a>
          )}
        </p>
      )}
    </Page>
  );
}
