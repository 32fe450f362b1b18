import { CHAPTERS, pathsFor } from '../lib/paths';
import { localeLoader } from '../platform/http/locale';
import { ChapterScene } from '../ui/chapter-scene';
import { Page } from '../ui/page';
import { publicMeta } from '../ui/page-meta';
import { useLocale, useText } from '../ui/use-text';

export const loader = localeLoader;
export const meta = publicMeta(({ story }) => story.index);

export default function Story() {
  const paths = pathsFor(useLocale());
  const { index, chapters } = useText().story;
  return (
    <Page title={index.title} lead={index.lead} wide>
      <ol className="grid gap-10 md:grid-cols-3">
        {CHAPTERS.map((chapter, position) => (
          <li key={chapter}>
            <ChapterScene chapter={chapter} />
            <p className="hint mt-4">
              {index.chapterTitle} {position + 1}
            </p>
            <h2 className="text-[1.4rem]">
              <a className="text-ink underline" href={paths.chapter(chapter)}>
                {chapters[chapter].title}
              </a>
            </h2>
            <p className="mt-2">{chapters[chapter].lead}</p>
          </li>
        ))}
      </ol>
    </Page>
  );
}
