/** The drawn pictures that stand for children, by id; `ui/drawings` draws them. */
export const AVATAR_IDS = [
  'kite', 'crane', 'persimmon', 'lantern', 'boat', 'pine', 'magpie', 'moon', 'gourd', 'fish', 'drum', 'cloud', 'lotus', 'rabbit', 'bamboo', 'snail', 'teapot', 'star',
  'acorn', 'swallow', 'pebble', 'maple', 'turtle', 'bell', 'umbrella', 'plane', 'sunflower', 'hill',
] as const;
export type AvatarId = (typeof AVATAR_IDS)[number];
