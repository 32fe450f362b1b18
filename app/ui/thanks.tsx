import { formatDate } from '../lib/dates';
import { formatMoney } from '../lib/money';
import { pathsFor } from '../lib/paths';
import { textFor, type Locale } from '../text';
import { Facts, Page } from './page';

interface ThanksProps {
  locale: Locale;
  state: 'unknown' | 'checking' | 'created' | 'open' | 'pending' | 'paid' | 'expired' | 'failed';
  checkoutUrl: string | null;
  /** The query that asks again. */
  again: Record<string, string>;
  gift: { amount: number; currency: string; frequency: 'once' | 'month' | 'year'; fund: string; next: string | null; timeZone: string } | null;
}

/** What became of a gift, as Stripe says it; no person, whoever holds the address. */
export function Thanks({ locale, state, checkoutUrl, again, gift }: ThanksProps) {
  const { giving } = textFor(locale);
  const copy = giving.thanks;
  const paths = pathsFor(locale);
  const facts = gift && (
    <Facts
      rows={[
        [copy.amount, formatMoney(gift.amount, gift.currency, locale)],
        [copy.for, gift.fund],
        ...(gift.next ? [[copy.next, `${formatMoney(gift.amount, gift.currency, locale)}, ${formatDate(gift.next, locale, gift.timeZone)}`] as [string, string]] : []),
      ]}
    />
  );
  const restart = (label: string) => (
    <a className="button button-lantern" href={paths.give()}>
      {label}
    </a>
  );
  switch (state) {
    case 'paid':
      return (
        <Page title={copy.title} lead={gift?.frequency === 'once' ? copy.paid.lead : copy.paid.recurringLead}>
          {facts}
          <h2 className="mt-10">{copy.whatNow}</h2>
          <ol className="mt-4 list-decimal pl-6">
            {copy.steps.map((step) => (
              <li key={step} className="mt-2">
                {step}
              </li>
            ))}
          </ol>
          {gift?.frequency !== 'once' && (
            <p className="mt-8">
              <a href={paths.account()}>{copy.manage}</a>
            </p>
          )}
        </Page>
      );
    case 'pending':
      return (
        <Page title={copy.pending.title} lead={copy.pending.lead}>
          {facts}
        </Page>
      );
    case 'checking':
    case 'created':
      return (
        <Page title={copy.checking.title} lead={copy.checking.lead}>
          <form className="contents">
            {Object.entries(again).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <button className="button button-quiet">{copy.checking.again}</button>
          </form>
        </Page>
      );
    case 'open':
      return (
        <Page title={copy.open.title} lead={copy.open.lead}>
          {facts}
          <p className="mt-8 flex flex-wrap gap-3">
            {checkoutUrl && (
              <a className="button button-lantern" href={checkoutUrl}>
                {copy.open.continue}
              </a>
            )}
            <a className="button button-quiet" href={paths.give()}>
              {copy.open.restart}
            </a>
          </p>
        </Page>
      );
    case 'expired':
      return (
        <Page title={copy.over.title} lead={copy.over.lead}>
          {restart(copy.over.restart)}
        </Page>
      );
    case 'failed':
      return (
        <Page title={copy.failed.title} lead={copy.failed.lead}>
          {restart(copy.failed.restart)}
        </Page>
      );
    case 'unknown':
      return <Page title={copy.title} lead={copy.unknown.lead} />;
  }
}
