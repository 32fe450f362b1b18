import { AVATARS } from './avatars';

/** The picture that stands for a child: always one of the drawn set, never theirs. Decoration beside the name. */
export function Avatar({ id, size = 96 }: { id: string; size?: number }) {
  const { ground, shapes } = AVATARS[id as keyof typeof AVATARS] ?? AVATARS.lantern;
  return (
    <svg aria-hidden="true" viewBox="0 0 64 64" width={size} height={size} className="flex-none">
      <circle cx="32" cy="32" r="32" fill={ground} />
      <g stroke="#16233a" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" transform="translate(9.6 9.6) scale(.7)">
        {shapes.map(([fill, path], index) => (
          <path key={index} d={path} fill={fill ?? 'none'} />
        ))}
      </g>
    </svg>
  );
}
