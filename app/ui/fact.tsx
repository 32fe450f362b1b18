import type { FactId } from '../story/chapters';
import { textFor, type Locale } from '../text';

/** A figure or fact with its date and source: large where it is a number. */
export function Fact({ id, locale }: { id: FactId; locale: Locale }) {
  const { facts, common } = textFor(locale);
  const { figure, says, asOf, source } = facts[id];
  return (
    <div id={id} className="border-t border-line pt-4">
      <p>
        {figure && <strong className="figure block font-semibold">{figure}</strong>} {says}
      </p>
      <p className="source mt-1.5">{common.source(asOf, source)}</p>
    </div>
  );
}
