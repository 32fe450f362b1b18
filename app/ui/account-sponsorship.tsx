import { pathsFor } from '../lib/paths';
import { textFor, type Catalogue, type Locale } from '../text';
import { StateChip } from './account-overview';
import type { RecurringView } from './account-words';
import { ChangeForms, type ChangeFormsProps } from './change-forms';
import { Avatar } from './drawings/avatar';
import { Facts, Notice, Page } from './page';

interface SponsorshipProps extends ChangeFormsProps {
  view: RecurringView;
  /** What was done, as the sponsorship itself now says it. */
  done: string | null;
  problem: string | null;
  /** Stored; Stripe has not answered yet. */
  kept: boolean;
  history: { date: string; what: string }[];
}

function Messages({ copy, done, problem, kept }: Pick<SponsorshipProps, 'done' | 'problem' | 'kept'> & { copy: Catalogue['account']['sponsorship'] }) {
  if (problem) return <Notice tone="bad" title={copy.problem.title} announce>{problem}</Notice>;
  if (kept) return <Notice title={copy.kept.title} announce>{copy.kept.lead}</Notice>;
  if (done) return <Notice tone="done" title={copy.done.title} announce>{`${done} ${copy.done.mail}`}</Notice>;
  return null;
}

/** One sponsorship or recurring gift: how it stands, what can be done, what has happened. */
export function AccountSponsorship({ view, done, problem, kept, history, ...forms }: SponsorshipProps) {
  const { locale } = forms;
  const { account } = textFor(locale);
  const copy = account.sponsorship;
  const paths = pathsFor(locale);
  const over = !forms.can.endNow && !forms.can.endAtPeriod;
  return (
    <Page given title={view.name} back={{ href: paths.account(), label: copy.back }}>
      <Messages copy={copy} done={done} problem={problem} kept={kept} />
      <div className="flex flex-wrap items-center gap-4">
        {view.avatar && <Avatar id={view.avatar} size={72} />}
        <StateChip view={view} copy={account} />
      </div>
      <p className="mt-4">{view.now}</p>
      {view.resting && <p className="hint mt-2">{copy.childResting}</p>}
      {view.pastDue && (
        <div className="mt-6">
          <Notice tone="bad" title={copy.pastDue.title}>
            <p>{copy.pastDue.lead}</p>
            <p className="mt-2">
              {copy.pastDue.help} <a href={paths.contact()}>{copy.pastDue.contact}</a>
            </p>
          </Notice>
        </div>
      )}
      <div className="mt-6">
        <Facts
          rows={[
            [copy.amount, view.amountPer],
            [copy.next, view.nextDate ?? copy.nextNone],
            [copy.for, view.fund],
            ...(view.places ? [[copy.places, String(view.places)] as [string, string]] : []),
            ...(view.since ? [[copy.since, view.since] as [string, string]] : []),
            ...(view.pausedUntil ? [[copy.pausedUntil, view.pausedUntil] as [string, string]] : []),
            ...(view.ends ? [[copy.ends, view.ends] as [string, string]] : []),
          ]}
        />
      </div>
      <ChangeForms {...forms} />
      {over && (
        <section className="mt-12">
          <h2>{copy.restart.title}</h2>
          <p className="mt-3">{copy.restart.lead}</p>
          <p className="mt-4 flex flex-wrap gap-3">
            <a className="button button-quiet" href={paths.give({ frequency: 'month' })}>
              {copy.restart.give}
            </a>
            <a className="button button-quiet" href={paths.children()}>
              {copy.restart.children}
            </a>
          </p>
        </section>
      )}
      <section className="mt-12">
        <h2>{copy.history.title}</h2>
        <Timeline history={history} locale={locale} />
      </section>
    </Page>
  );
}

function Timeline({ history, locale }: { history: SponsorshipProps['history']; locale: Locale }) {
  const { history: copy } = textFor(locale).account.sponsorship;
  return (
    <table className="table mt-3">
      <thead>
        <tr>
          <th scope="col">{copy.date}</th>
          <th scope="col">{copy.what}</th>
        </tr>
      </thead>
      <tbody>
        {history.map(({ date, what }, index) => (
          <tr key={`${date}-${index}`}>
            <td className="whitespace-nowrap">{date}</td>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
