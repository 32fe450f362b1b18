import { scaleLinear } from 'd3-scale';
import { SHARES, type ShareChart as Chart } from '../story/chapters';
import { textFor, type Locale } from '../text';

// Percentages for positions and sizes, so that text stays readable at any width; no style attributes, which the policy forbids.
const FILLS = ['#dd7a3b', '#4a6591', '#9db9d8'];

/** Parts of a whole as one bar, named beneath, with the same as a table. */
export function ShareChart({ locale, chart }: { locale: Locale; chart: Chart }) {
  const { charts } = textFor(locale).story;
  const { title, parts } = charts[chart];
  const values: readonly number[] = SHARES[chart];
  const total = values.reduce((sum, value) => sum + value, 0);
  const x = scaleLinear([0, total], [0, 100]);
  const starts = values.map((_, index) => x(values.slice(0, index).reduce((sum, value) => sum + value, 0)));
  return (
    <figure className="my-9">
      <figcaption className="label mb-3">{title}</figcaption>
      <svg aria-hidden="true" width="100%" height="56" className="rounded">
        {values.map((value, index) => (
          <rect key={index} x={`${starts[index]}%`} y="0" width={`${x(value)}%`} height="56" fill={FILLS[index]} stroke="var(--page)" strokeWidth="2" />
        ))}
      </svg>
      <ul className="mt-3 grid gap-1">
        {parts.map((part, index) => (
          <li key={part} className="flex items-center gap-2.5">
            <svg aria-hidden="true" width="16" height="16" className="flex-none">
              <rect width="16" height="16" rx="3" fill={FILLS[index]} />
            </svg>
            {part}
          </li>
        ))}
      </ul>
    </figure>
  );
}

const YEARS = [1995, 2018] as const;

/** When things happened, on one line of years; the numbered list beneath is the same in words. */
export function Timeline({ locale }: { locale: Locale }) {
  const { charts } = textFor(locale).story;
  const { title, events } = charts.timeline;
  const x = scaleLinear(YEARS, [2, 96]);
  const years = (from: number, to: number) => (from === to ? `${from}` : `${from}–${to}`);
  return (
    <figure className="my-9">
      <figcaption className="label mb-3">{title}</figcaption>
      <svg aria-hidden="true" width="100%" height="92" fill="currentColor" fontSize="14">
        <line x1="0" x2="100%" y1="58" y2="58" stroke="var(--edge)" strokeWidth="2" />
        {[1995, 2000, 2005, 2010, 2015].map((year) => (
          <g key={year}>
            <line x1={`${x(year)}%`} x2={`${x(year)}%`} y1="53" y2="63" stroke="var(--edge)" strokeWidth="2" />
            <text x={`${x(year)}%`} y="82" textAnchor={year === 1995 ? 'start' : 'middle'}>
              {year}
            </text>
          </g>
        ))}
        {events.map(({ from, to }, index) => (
          <g key={`${from}-${index}`}>
            <rect x={`${x(from)}%`} y={index % 2 ? 30 : 42} width={`${Math.max(1.2, x(to) - x(from))}%`} height="9" rx="3" fill={index % 2 ? '#4a6591' : '#dd7a3b'} />
            <text x={`${(x(from) + x(to)) / 2}%`} y={index % 2 ? 23 : 36} textAnchor="middle" fontWeight="700">
              {index + 1}
            </text>
          </g>
        ))}
      </svg>
      <div className="mt-2">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" aria-label="№">
                №
              </th>
              <th scope="col">{charts.when}</th>
              <th scope="col">{charts.what}</th>
            </tr>
          </thead>
          <tbody>
            {events.map(({ from, to, what }, index) => (
              <tr key={what}>
                <td>{index + 1}</td>
                <td className="whitespace-nowrap">{years(from, to)}</td>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
