/** Month arithmetic anchored to a day: 31 → 28 → 31. Unix seconds, UTC. */
export function addPeriods(anchor: number, interval: string, count: number): number {
  if (interval === 'day' || interval === 'week') return anchor + count * (interval === 'week' ? 7 : 1) * 86_400;
  const from = new Date(anchor * 1000);
  const result = new Date(from);
  result.setUTCDate(1);
  result.setUTCMonth(from.getUTCMonth() + count * (interval === 'year' ? 12 : 1));
  const last = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate();
  result.setUTCDate(Math.min(from.getUTCDate(), last));
  return Math.floor(result.getTime() / 1000);
}
