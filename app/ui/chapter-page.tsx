import { CHAPTERS, pathsFor, type Chapter } from '../lib/paths';
import { CHAPTER_CHARTS, CHAPTER_FACTS } from '../story/chapters';
import { textFor, type Locale } from '../text';
import { ChapterScene } from './chapter-scene';
import { ShareChart, Timeline } from './charts';
import { Fact } from './fact';
import { Page } from './page';

/** One chapter: a picture, its sections with every fact dated and sourced, and the way on. */
export function ChapterPage({ locale, chapter }: { locale: Locale; chapter: Chapter }) {
  const { story } = textFor(locale);
  const paths = pathsFor(locale);
  const { title, lead, sections } = story.chapters[chapter];
  const next = CHAPTERS[CHAPTERS.indexOf(chapter) + 1];
  return (
    <Page title={title} lead={lead} back={{ href: paths.story(), label: story.index.title }}>
      <ChapterScene chapter={chapter} />
      {sections.map((section, index) => (
        <section key={section.title} className="mt-12">
          <h2>{section.title}</h2>
          <p className="mt-3">{section.text}</p>
          <div className="mt-6 grid gap-7">
            {(CHAPTER_FACTS[chapter][index] ?? []).map((id) => (
              <Fact key={id} id={id} locale={locale} />
            ))}
          </div>
          {CHAPTER_CHARTS[chapter].filter(({ afterSection }) => afterSection === index).map(({ chart }) => (chart === 'timeline' ? <Timeline key={chart} locale={locale} /> : <ShareChart key={chart} locale={locale} chart={chart} />))}
        </section>
      ))}
      <nav className="mt-14 border-t border-line pt-6" aria-label={next ? story.chapters.next : story.chapters.afterLast}>
        {next ? (
          <p>
            {story.chapters.next}: <a href={paths.chapter(next)}>{story.chapters[next].title}</a>
          </p>
        ) : (
          <p className="flex flex-wrap gap-3">
            <a className="button button-lantern" href={paths.children()}>
              {story.chapters.sponsor}
            </a>
            <a className="button button-quiet" href={paths.impact()}>
              {story.chapters.impact}
            </a>
          </p>
        )}
      </nav>
    </Page>
  );
}
