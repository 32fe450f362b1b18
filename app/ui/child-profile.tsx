import type { SupportMix as Mix } from '../children/policy';
import type { ShownChild } from '../children/queries.server';
import { formatMoney } from '../lib/money';
import { pathsFor } from '../lib/paths';
import { textFor, type Locale } from '../text';
import { Avatar } from './drawings/avatar';
import { Facts, Notice } from './page';
import { SupportMix } from './support-mix';

/** One profile: thin on purpose. Warmth comes from the group's week, one tap away. */
export function ChildProfile({ locale, child, mix, price }: { locale: Locale; child: ShownChild; mix: Mix; price: { amount: number; currency: string } }) {
  const { children: copy } = textFor(locale);
  const paths = pathsFor(locale);
  const greeting = (copy.greeting as Record<string, string>)[child.greeting];
  return (
    <div className="wrap page">
      <p className="mb-5">
        <a href={paths.children()}>← {copy.profile.back}</a>
      </p>
      <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[1fr_1.2fr]">
        <div className="flex flex-col items-start gap-5">
          <Avatar id={child.avatar} size={176} />
          <div>
            <h1 className="given-name">{child.pseudonym}</h1>
            {greeting && <p className="lead mt-3">“{greeting}”</p>}
          </div>
        </div>
        <div className="column min-w-0">
          <Facts
            rows={[
              [copy.profile.ageGroup, copy.band[child.ageBand ?? 'none']],
              ...(child.interest ? [[copy.profile.likes, copy.interest[child.interest]] as [string, string]] : []),
            ]}
          />
          {child.open ? (
            <div className="mt-7">
              <a className="button button-lantern" href={paths.sponsor(child.token)}>
                {copy.profile.sponsor(child.pseudonym)}
              </a>
              <p className="hint mt-3">{copy.profile.price(formatMoney(price.amount, price.currency, locale))}</p>
            </div>
          ) : (
            <div className="mt-7">
              <p>{copy.profile.full}</p>
              <p className="mt-4 flex flex-wrap gap-3">
                <a className="button button-lantern" href={paths.children()}>
                  {copy.profile.another}
                </a>
                <a className="button button-quiet" href={paths.give({ fund: 'orphan-care', frequency: 'month' })}>
                  {copy.profile.pooled}
                </a>
              </p>
            </div>
          )}
          <div className="mt-9">
            <Notice title={copy.profile.protectedTitle}>{copy.profile.protected}</Notice>
          </div>
          <p>{copy.profile.weekLead}</p>
          <ul className="mt-2 list-disc pl-6">
            {mix.map(({ band }) => (
              <li key={band} className="mt-1">
                <a href={paths.week(band)}>{textFor(locale).children.week.title[band]}</a>
              </li>
            ))}
          </ul>
          <h2 className="mt-10 mb-3 text-[1.3rem]">{copy.profile.mixTitle}</h2>
          <SupportMix locale={locale} mix={mix} />
        </div>
      </div>
    </div>
  );
}
