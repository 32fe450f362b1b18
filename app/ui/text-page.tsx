import type { ReactNode } from 'react';
import { Page, Paragraphs } from './page';

interface TextPageProps {
  title: string;
  lead: string;
  sections: readonly { title: string; text: readonly string[] }[];
  children?: ReactNode;
}

/** A page of plain text in sections: safety, privacy, terms, questions, contact. */
export function TextPage({ title, lead, sections, children }: TextPageProps) {
  return (
    <Page title={title} lead={lead}>
      {children}
      <div className="prose [&>h2:first-child]:mt-0">
        {sections.flatMap((section) => [
          <h2 key={section.title}>{section.title}</h2>,
          <Paragraphs key={`${section.title}-text`} of={section.text} />,
        ])}
      </div>
    </Page>
  );
}
