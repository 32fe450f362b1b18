import type { AvatarId } from '../../lib/avatars';

/** A filled or open shape: colour (or null for a line only) and SVG path. */
type Shape = [fill: string | null, path: string];

const dot = (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

const AMBER = '#f2b544';
const PERSIMMON = '#dd7a3b';
const RIVER = '#6fa88a';
const MOSS = '#4f7f63';
const SKY = '#9db9d8';
const INDIGO = '#4a6591';
const ROSE = '#d79a94';
const CREAM = '#fff8e8';
const BARK = '#8a6a4c';

/** The set of pictures that stand for children: drawn for this site, in one hand, on a round ground of its own tone. */
export const AVATARS: Record<AvatarId, { ground: string; shapes: Shape[] }> = {
  kite: { ground: '#dfe8f2', shapes: [[PERSIMMON, 'M32 10L48 27L32 46L16 27z'], [null, 'M32 10V46M16 27H48'], [null, 'M32 46c-5 4 4 6-1 11'], [AMBER, 'M32 10L48 27H32z']] },
  crane: { ground: '#e8e4d4', shapes: [[CREAM, 'M14 42c4-12 16-16 26-12l12-10c0 8-4 14-9 18c-8 7-20 8-29 4z'], [null, 'M40 30c2-8 1-13-4-17l-8 2'], [null, 'M28 44v12M34 43v13'], ['#b5402d', dot(36, 13, 2)]] },
  persimmon: { ground: '#e4ecdf', shapes: [[PERSIMMON, 'M32 22c13-4 19 5 17 15c-2 9-9 14-17 14s-15-5-17-14c-2-10 4-19 17-15z'], [MOSS, 'M32 23c-5 0-9-3-10-7c4 0 8 1 10 4c2-3 6-4 10-4c-1 4-5 7-10 7z'], [null, 'M32 20v-7']] },
  lantern: { ground: '#e3e2ee', shapes: [[AMBER, 'M24 17h16c6 5 8 11 8 16s-2 10-8 15H24c-6-5-8-10-8-15s2-11 8-16z'], [null, 'M28 17c-4 9-4 22 0 31M36 17c4 9 4 22 0 31M23 17h18M24 48h16M32 9v8M32 48v8']] },
  boat: { ground: '#dceaf0', shapes: [[BARK, 'M10 38h44c-3 8-9 12-16 12H26c-7 0-13-4-16-12z'], [CREAM, 'M31 10v25H15c2-10 8-19 16-25z'], [SKY, 'M35 16c6 5 10 12 11 19H35z'], [null, 'M8 55c4-3 8-3 12 0s8 3 12 0s8-3 12 0s8 3 12 0']] },
  pine: { ground: '#eee6d6', shapes: [[BARK, 'M29 42h6v14h-6z'], [MOSS, 'M32 8L44 24H37L48 36H39L52 46H12L25 36H16L27 24H20z']] },
  magpie: { ground: '#ecdfdc', shapes: [['#2a3550', 'M14 28c2-9 11-13 19-9c7 3 9 9 12 15l9 14c-9-1-15-3-19-6c-11 1-19-4-21-14z'], [CREAM, 'M24 34c6 0 11 2 14 7c-7 1-13-1-14-7z'], [AMBER, 'M14 27l-8 1l8 4z'], [CREAM, dot(21, 25, 1.700)], [null, 'M28 42v9M34 42v9']] },
  moon: { ground: '#dcdcec', shapes: [[AMBER, 'M40 10a23 23 0 1 0 13 31A18 18 0 0 1 40 10z'], [CREAM, dot(47, 18, 2)], [CREAM, dot(54, 27, 1.500)]] },
  gourd: { ground: '#f0e5d2', shapes: [[RIVER, 'M32 14c7 0 10 5 9 10c-1 4 3 6 6 10c5 8-1 19-15 19s-20-11-15-19c3-4 7-6 6-10c-1-5 2-10 9-10z'], [null, 'M32 14c0-4 3-6 6-6M22 38c1 5 4 8 8 9']] },
  fish: { ground: '#dcebe6', shapes: [[SKY, 'M8 33c8-13 24-15 36-3l10-8v22l-10-8c-12 12-28 9-36-3z'], [null, 'M24 24c4 5 4 13 0 18M32 25c3 5 3 11 0 16'], [CREAM, dot(16, 31, 2.200)]] },
  drum: { ground: '#ecdfd2', shapes: [[PERSIMMON, 'M14 20h36v24c-8 6-28 6-36 0z'], [CREAM, 'M14 20a18 6 0 1 0 36 0a18 6 0 1 0-36 0z'], [null, 'M14 24l9 22l9-18l9 18l9-22'], [null, 'M44 8l-9 11M20 8l8 11']] },
  cloud: { ground: '#dbe6f2', shapes: [[CREAM, 'M18 44a10 10 0 0 1-1-20a14 14 0 0 1 27-2a11 11 0 0 1 2 22z'], [null, 'M24 50l-2 5M34 50l-2 5M44 50l-2 5']] },
  lotus: { ground: '#e2ebe2', shapes: [[ROSE, 'M32 14c7 8 8 19 0 30c-8-11-7-22 0-30z'], [ROSE, 'M14 24c10 1 16 8 18 20C21 43 14 35 14 24z'], [ROSE, 'M50 24c-10 1-16 8-18 20c11-1 18-9 18-20z'], [MOSS, 'M10 46c14 6 30 6 44 0c-6 9-38 9-44 0z']] },
  rabbit: { ground: '#e9e2ee', shapes: [[CREAM, 'M24 27c-5-9-5-17-1-19c4-1 6 8 7 17h4c1-9 3-18 7-17c4 2 4 10-1 19c7 4 9 11 6 18c-3 6-8 9-14 9s-11-3-14-9c-3-7-1-14 6-18z'], [null, 'M32 41v4M28 47c2 2 6 2 8 0'], ['#2a3550', dot(26, 37, 1.600)], ['#2a3550', dot(38, 37, 1.600)]] },
  bamboo: { ground: '#ece8d6', shapes: [[RIVER, 'M22 8h8v15h-8zM22 25h8v15h-8zM22 42h8v14h-8z'], [MOSS, 'M36 18h7v18h-7zM36 38h7v18h-7z'], [MOSS, 'M30 24c6-6 12-8 18-7c-3 5-9 8-18 7zM22 40c-6-3-10-3-14 0c4 4 9 4 14 0z']] },
  snail: { ground: '#e3ead8', shapes: [[ROSE, dot(34, 30, 15)], [null, 'M34 30m-2 0a4 4 0 1 1 6 4a9 9 0 1 1-12-8'], [AMBER, 'M8 49c6 0 8-3 9-9c2-5 5-5 7-2c3 5 8 7 14 7h16c2 4-1 7-5 7H13c-3 0-5-1-5-3z'], [null, 'M16 38l-5-8M20 36l-2-9']] },
  teapot: { ground: '#dde6ee', shapes: [[INDIGO, 'M17 30c0-8 6-12 15-12s15 4 15 12c0 11-6 19-15 19S17 41 17 30z'], [null, 'M47 28c8-3 9 12-2 13M18 32c-5 1-8-2-10-7'], [AMBER, dot(32, 15, 3)], [null, 'M20 24h24']] },
  star: { ground: '#dfe0ef', shapes: [[AMBER, 'M32 8l7 16l17 2l-13 12l4 17l-15-9l-15 9l4-17L8 26l17-2z']] },
  acorn: { ground: '#e6ebda', shapes: [[AMBER, 'M18 30h28c0 12-6 20-14 25c-8-5-14-13-14-25z'], [BARK, 'M14 30c0-10 8-15 18-15s18 5 18 15z'], [null, 'M32 15c0-4 2-6 5-7M20 23l4 6M29 19l3 10M38 19l4 10']] },
  swallow: { ground: '#f0e4da', shapes: [[INDIGO, 'M8 22c12-2 20 2 25 9c6-8 13-12 23-13c-4 7-9 12-15 16l7 18l-13-10l-7 12l-2-16C18 35 12 30 8 22z'], [CREAM, 'M30 36c3 0 5 2 6 5c-3 1-6-1-6-5z']] },
  pebble: { ground: '#dce8ea', shapes: [[BARK, 'M12 44c1-6 8-9 20-9s20 3 20 9c0 7-8 10-20 10s-20-3-20-10z'], [SKY, 'M18 30c1-5 6-8 14-8s14 3 14 8c0 5-6 7-14 7s-14-2-14-7z'], [CREAM, 'M24 18c1-4 4-6 8-6s8 2 8 6s-4 6-8 6s-8-2-8-6z']] },
  maple: { ground: '#e2eae4', shapes: [[PERSIMMON, 'M32 8l5 11l8-5l-1 11l11-1l-6 9l7 5l-12 4l2 7l-12-3l-2 10l-2-10l-12 3l2-7L8 38l7-5l-6-9l11 1l-1-11l8 5z'], [null, 'M32 24v31']] },
  turtle: { ground: '#ece4d2', shapes: [[RIVER, 'M12 40c0-13 8-21 19-21s19 8 19 21z'], [null, 'M24 21l-3 19M38 21l3 19M14 32h35'], [MOSS, 'M50 33c6-3 9 0 8 5c-1 3-5 4-9 3zM16 41h9v8h-7zM38 41h9l-2 8h-7z']] },
  bell: { ground: '#e6e0ee', shapes: [[AMBER, 'M18 44c4-4 4-9 4-15c0-8 4-13 10-13s10 5 10 13c0 6 0 11 4 15z'], [BARK, 'M28 46c0 5 8 5 8 0z'], [null, 'M32 16v-6M15 44h34']] },
  umbrella: { ground: '#e0e9df', shapes: [[ROSE, 'M8 34c0-14 11-23 24-23s24 9 24 23c-5-4-11-4-16 0c-5-4-11-4-16 0c-5-4-11-4-16 0z'], [null, 'M32 8v40c0 8 10 8 10 1M32 11c-5 6-8 14-8 23M32 11c5 6 8 14 8 23']] },
  plane: { ground: '#dfe7f3', shapes: [[CREAM, 'M6 30L58 10L40 54L28 40z'], [SKY, 'M58 10L28 40l-2 14l7-9z'], [null, 'M6 30L28 40L58 10']] },
  sunflower: { ground: '#dce9ee', shapes: [[AMBER, 'M32 6c4 5 5 9 3 13c4-3 9-3 14 0c-2 5-6 7-10 7c5 1 8 4 9 9c-5 1-9 0-12-3c2 4 1 9-4 13c-5-4-6-9-4-13c-3 3-7 4-12 3c1-5 4-8 9-9c-4 0-8-2-10-7c5-3 10-3 14 0c-2-4-1-8 3-13z'], [BARK, dot(32, 26, 6.500)], [null, 'M32 44v13M32 52c4-4 8-5 12-3']] },
  hill: { ground: '#e5e6f0', shapes: [[AMBER, dot(44, 20, 6)], [RIVER, 'M4 48c8-18 15-24 22-14c6-7 13-6 34 14c-8 8-46 10-56 0z'], [MOSS, 'M14 50c7-9 14-10 20-2c-6 5-14 6-20 2z']] },
};
