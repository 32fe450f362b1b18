import { pathsFor } from '../lib/paths';
import { textFor, type Catalogue, type Locale } from '../text';
import type { RecurringView } from './account-words';
import { Avatar } from './drawings/avatar';
import { Facts, Notice, Page } from './page';

export function StateChip({ view, copy }: { view: RecurringView; copy: Catalogue['account'] }) {
  if (view.pastDue) return <span className="chip chip-bad">{copy.pastDue}</span>;
  return <span className={`chip ${view.state === 'active' ? 'chip-done' : ''}`}>{view.stateName}</span>;
}

function Recurring({ view, locale, copy }: { view: RecurringView; locale: Locale; copy: Catalogue['account'] }) {
  const { overview } = copy;
  return (
    <li className="border-t border-line py-6">
      <div className="flex flex-wrap items-center gap-4">
        {view.avatar && <Avatar id={view.avatar} size={56} />}
        <h3 className="given-name mr-auto">{view.name}</h3>
        <StateChip view={view} copy={copy} />
      </div>
      <p className="mt-3">{view.now}</p>
      <div className="mt-4">
        <Facts
          rows={[
            [copy.sponsorship.amount, view.amountPer],
            view.ended ? [overview.ended, view.ended] : [overview.next, view.nextDate ? overview.nextCharge(view.amount, view.nextDate) : overview.nextNone],
            ...(view.since ? [[overview.since, view.since] as [string, string]] : []),
          ]}
        />
      </div>
      <p className="mt-4">
        <a className="button button-quiet" href={pathsFor(locale).sponsorship(view.id)} aria-label={overview.manageOne(view.name)}>
          {overview.manage}
        </a>
      </p>
    </li>
  );
}

/** What a donor gives, when the next charge is, and the way to change it. */
export function AccountOverview({ locale, name, current, past }: { locale: Locale; name: string | null; current: RecurringView[]; past: RecurringView[] }) {
  const { account } = textFor(locale);
  const { overview } = account;
  const paths = pathsFor(locale);
  const failed = current.filter(({ pastDue }) => pastDue);
  return (
    <Page given title={name ? account.greeting(name) : account.greetingWithoutName} lead={account.lead}>
      {failed.map((view) => (
        <Notice key={view.id} tone="bad" title={overview.failedTitle}>
          <p>
            {overview.failed(view.name)} <a href={paths.sponsorship(view.id)}>{overview.failedLink}</a>
          </p>
        </Notice>
      ))}
      {current.length > 0 ? (
        <>
          <h2>{overview.recurring}</h2>
          <ul className="mt-5">
            {current.map((view) => (
              <Recurring key={view.id} view={view} locale={locale} copy={account} />
            ))}
          </ul>
        </>
      ) : (
        <>
          <h2>{overview.emptyTitle}</h2>
          <p className="mt-3">{overview.empty}</p>
          <p className="mt-5 flex flex-wrap gap-3">
            <a className="button button-lantern" href={paths.children()}>
              {overview.emptyChildren}
            </a>
            <a className="button button-quiet" href={paths.give({ frequency: 'month' })}>
              {overview.emptyGive}
            </a>
          </p>
        </>
      )}
      {past.length > 0 && (
        <>
          <h2 className="mt-12">{overview.past}</h2>
          <ul className="mt-5">
            {past.map((view) => (
              <Recurring key={view.id} view={view} locale={locale} copy={account} />
            ))}
          </ul>
        </>
      )}
      <p className="mt-10 border-t border-line pt-6">
        {overview.history} <a href={paths.giving()}>{overview.historyLink}</a>
      </p>
    </Page>
  );
}
