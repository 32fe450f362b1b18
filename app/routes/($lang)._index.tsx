import { sponsorshipPrice } from '../giving/rules';
import { formatMoney } from '../lib/money';
import { CHAPTERS, pathsFor } from '../lib/paths';
import { localeLoader } from '../platform/http/locale';
import { useOrganisation } from '../platform/http/root-data';
import type { FactId } from '../story/chapters';
import { ChapterScene } from '../ui/chapter-scene';
import { RiverNight } from '../ui/drawings/scenes';
import { publicMeta } from '../ui/page-meta';
import { useLocale, useText } from '../ui/use-text';

export const loader = localeLoader;
export const meta = publicMeta(({ story }) => story.home);

/** One figure per chapter, as its door. */
const DOORS = { refugees: 'in-hiding', trafficking: 'trafficked-share', 'orphan-care': 'separation' } satisfies Record<string, FactId>;

export default function Home() {
  const locale = useLocale();
  const paths = pathsFor(locale);
  const price = sponsorshipPrice(useOrganisation().currency);
  const { story, facts, common } = useText();
  const { home, chapters } = story;
  return (
    <>
      <section className="on-night">
        <div className="wrap grid items-center gap-10 py-12 md:py-20 lg:grid-cols-[1.1fr_1fr]">
          <div>
            <h1 className="max-w-[34rem]">{home.headline}</h1>
            <p className="mt-5 max-w-[34rem] text-[1.2rem] leading-relaxed text-mist">{home.lead}</p>
            <p className="mt-8 flex flex-wrap gap-3">
              <a className="button button-lantern" href={paths.children()}>
                {home.sponsor}
              </a>
              <a className="button button-quiet" href={paths.give()}>
                {home.give}
              </a>
            </p>
          </div>
          <RiverNight />
        </div>
      </section>
      <section className="later wrap page">
        <h2>{home.whyTitle}</h2>
        <p className="lead mt-3">{home.why}</p>
        <ul className="mt-10 grid gap-x-10 gap-y-12 md:grid-cols-3">
          {CHAPTERS.map((chapter) => {
            const fact = facts[DOORS[chapter]];
            return (
              <li key={chapter} className="flex flex-col">
                <ChapterScene chapter={chapter} />
                <h3 className="mt-5">
                  <a className="text-ink underline" href={paths.chapter(chapter)}>
                    {chapters[chapter].title}
                  </a>
                </h3>
                <p className="mt-3">
                  <strong className="figure block font-semibold">{fact.figure}</strong> {fact.says}
                </p>
                <p className="source mt-2">{common.source(fact.asOf, fact.source)}</p>
              </li>
            );
          })}
        </ul>
      </section>
      <section className="later border-y border-line bg-sheet">
        <div className="wrap page">
          <h2>{home.careTitle}</h2>
          <dl className="mt-6 grid gap-x-10 gap-y-7 sm:grid-cols-2 lg:grid-cols-4">
            {home.care.map(({ title, text }) => (
              <div key={title}>
                <dt className="font-serif text-[1.2rem] font-semibold">{title}</dt>
                <dd className="mt-1">{text}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-8">
            <a href={paths.week('middle')}>{home.weekLink}</a>
          </p>
        </div>
      </section>
      <section className="later wrap page grid gap-12 lg:grid-cols-2">
        <div>
          <h2>{home.safeTitle}</h2>
          <p className="mt-4 max-w-[36rem]">{home.safe}</p>
          <p className="mt-4">
            <a href={paths.safety()}>{home.safeLink}</a>
          </p>
        </div>
        <div>
          <h2>{home.stepsTitle}</h2>
          <ol className="mt-4 grid max-w-[36rem] list-decimal gap-3 pl-6">
            {home.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className="mt-6 flex flex-wrap items-center gap-x-5 gap-y-3">
            <a className="button button-lantern" href={paths.children()}>
              {home.sponsor}
            </a>
            <span>{home.closing(formatMoney(price.amount, price.currency, locale))}</span>
          </p>
        </div>
      </section>
    </>
  );
}
