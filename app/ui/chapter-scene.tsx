import type { Chapter } from '../lib/paths';
import { BareHills, FarHouse, LanternLine } from './drawings/scenes';

const SCENES = { refugees: BareHills, trafficking: FarHouse, 'orphan-care': LanternLine };

export function ChapterScene({ chapter }: { chapter: Chapter }) {
  const Scene = SCENES[chapter];
  return <Scene />;
}
