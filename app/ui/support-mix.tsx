import type { SupportMix as Mix } from '../children/policy';
import { textFor, type Locale } from '../text';

/** What a place pays for, per group in tens of percent: the same table for all, nothing of one child. */
export function SupportMix({ locale, mix }: { locale: Locale; mix: Mix }) {
  const { story, children } = textFor(locale);
  const copy = story.impact.mix;
  const themes = ['learning', 'home', 'health', 'company'] as const;
  return (
    <div className="table-wrap" tabIndex={0}>
      <table className="table">
        <caption className="mb-2 text-start font-semibold">{copy.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{copy.group}</th>
            {themes.map((theme) => (
              <th key={theme} scope="col">
                {copy[theme]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {mix.map(({ band, shares }) => (
            <tr key={band}>
              <th scope="row">{children.band[band]}</th>
              {themes.map((theme) => (
                <td key={theme}>{shares[theme]} %</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
