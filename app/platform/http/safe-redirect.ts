/** Any origin: only what follows it is used. */
const BASE = 'http://site.invalid';

/**
 * Where to go on after signing in: a path of this site, or `fallback`. A browser reads `\` as `/` and drops tabs and line
 * breaks, so an address with any of them is refused rather than repaired.
 */
export function safePath(target: string | null | undefined, fallback: string): string {
  if (!target || target.length > 500 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(target) || target.includes('\\')) return fallback;
  if (!URL.canParse(target, BASE)) return fallback;
  const url = new URL(target, BASE);
  if (url.origin !== BASE) return fallback;
  const path = `${url.pathname}${url.search}`;
  // `/.//host` becomes `//host` once it is resolved.
  return path.startsWith('//') ? fallback : path;
}
