/** The lantern of the site's name; decoration beside the name itself. */
export function LanternMark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" width="30" height="30" className="flex-none">
      <path d="M12 2v3M8 5h8M8.5 5C6 7.5 5 9.700 5 12s1 4.500 3.500 7h7c2.500-2.500 3.500-4.700 3.500-7s-1-4.500-3.500-7M8 19h8M12 19v3" fill="#f2b544" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" />
      <path d="M10.400 6c-1.500 4-1.500 8 0 12M13.600 6c1.500 4 1.500 8 0 12" fill="none" stroke="#16233a" strokeWidth="1.1" />
    </svg>
  );
}
