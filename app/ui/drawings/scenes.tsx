/** Chapter illustrations, drawn in the same hand as the avatars: places and light, never people. Decoration only. */
const INK = '#16233a';

function Scene({ label, children, night = false }: { label: string; children: React.ReactNode; night?: boolean }) {
  return (
    <svg aria-hidden="true" data-scene={label} viewBox="0 0 640 260" className={`block h-auto w-full rounded-md ${night ? '' : 'border border-line'}`} preserveAspectRatio="xMidYMid slice">
      {children}
    </svg>
  );
}

/** A river between hills at night, and a boat with one lantern. */
export function RiverNight() {
  return (
    <Scene label="river" night>
      <rect width="640" height="260" fill="#0e1726" />
      <circle cx="520" cy="58" r="25" fill="#f3ecdc" />
      <circle cx="531" cy="51" r="23" fill="#0e1726" />
      {[[60, 40], [140, 70], [210, 30], [300, 62], [380, 34], [440, 90], [590, 112]].map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r="1.6" fill="#b5c0d4" />
      ))}
      <path d="M0 150c70-58 120-62 180-18c50-44 100-50 160-4c60-50 130-46 190-6c40-22 80-22 110 0v140H0z" fill="#1d2d4a" />
      <path d="M0 178c90-34 150-30 220-6c90-30 170-26 240 0c70-20 130-16 180 4v90H0z" fill="#24385a" />
      <path d="M0 196c120-14 240-10 330 0s220 10 310-4v68H0z" fill="#31527a" />
      <g fill="none" stroke="#5d7da6" strokeWidth="1.6" strokeLinecap="round">
        <path d="M60 214h60M180 226h90M420 216h70M520 236h60M320 244h50M30 242h40" />
      </g>
      <path d="M262 207h118c-9 17-24 25-42 25h-34c-18 0-33-8-42-25z" fill="#8a6a4c" stroke={INK} strokeWidth="2" />
      <path d="M322 207v-62c18 9 30 27 33 50h-33" fill="#f3ecdc" stroke={INK} strokeWidth="2" />
      <path d="M290 205v-34" stroke="#f3ecdc" strokeWidth="2" />
      <circle cx="290" cy="164" r="26" fill="#f2b544" opacity=".18" />
      <path d="M284 157h12c5 4 6 13 0 18h-12c-6-5-5-14 0-18z" fill="#f2b544" stroke={INK} strokeWidth="1.6" />
      <path d="M284 238c4 6-8 12 4 16" stroke="#f2b544" strokeWidth="3" opacity=".6" fill="none" strokeLinecap="round" />
    </Scene>
  );
}

/** Bare hills and an empty bowl of fields: the famine years. */
export function BareHills() {
  return (
    <Scene label="hills">
      <rect width="640" height="260" fill="#e6ddc9" />
      <circle cx="120" cy="70" r="30" fill="#f0c97c" />
      <path d="M0 150l90-70 70 50 90-88 110 96 80-54 110 82 90-40v134H0z" fill="#b7a98c" stroke={INK} strokeWidth="2" strokeLinejoin="round" />
      <path d="M0 196c110-34 210-34 320-6s220 20 320-14v84H0z" fill="#cdbf9f" stroke={INK} strokeWidth="2" />
      <g stroke={INK} strokeWidth="2" strokeLinecap="round" fill="none">
        <path d="M430 196v-52M430 168l-14-14M430 158l14-16M430 148l-8-12M500 200v-36M500 178l-10-12M500 172l10-10M560 192v-28M560 176l8-10" />
        <path d="M60 214c30-8 60-8 90 0M170 226c30-8 60-8 90 0M290 216c24-6 48-6 72 0" />
      </g>
    </Scene>
  );
}

/** A road to a single house whose window is dark. */
export function FarHouse() {
  return (
    <Scene label="house">
      <rect width="640" height="260" fill="#d9dfe9" />
      <path d="M0 140c120-50 220-46 330-14c110-34 210-32 310 0v134H0z" fill="#a9b8ab" stroke={INK} strokeWidth="2" />
      <path d="M0 200c140-30 300-34 640-8v68H0z" fill="#8fa592" stroke={INK} strokeWidth="2" />
      <path d="M300 260c10-40 60-56 120-70c30-8 44-14 50-22" stroke="#e9dfc8" strokeWidth="14" fill="none" strokeLinecap="round" />
      <path d="M440 118h92v56h-92z" fill="#e9dfc8" stroke={INK} strokeWidth="2" />
      <path d="M428 122c20-6 40-20 58-36c18 16 38 30 58 36z" fill="#7d5d47" stroke={INK} strokeWidth="2" strokeLinejoin="round" />
      <path d="M456 134h22v20h-22zM500 138h16v36h-16z" fill="#2a3550" stroke={INK} strokeWidth="2" />
      <path d="M600 176v-70M600 140l-16-16M600 130l14-14" stroke={INK} strokeWidth="2" strokeLinecap="round" />
    </Scene>
  );
}

/** Many small lanterns on a line between two pines: children who are looked after together. */
export function LanternLine() {
  return (
    <Scene label="lanterns">
      <rect width="640" height="260" fill="#22344f" />
      <path d="M0 206c160-26 320-26 640 0v54H0z" fill="#2f4d47" />
      {[60, 580].map((x) => (
        <path key={x} d={`M${x} 60l26 42h-14l24 38h-18l26 44h-88l26-44h-18l24-38h-14z`} fill="#4f7f63" stroke="#0e1726" strokeWidth="2" strokeLinejoin="round" />
      ))}
      <path d="M78 96c150 66 334 66 484 0" stroke="#b5c0d4" strokeWidth="2" fill="none" />
      {[[140, 121, '#f2b544'], [212, 136, '#dd7a3b'], [284, 144, '#f2b544'], [356, 144, '#d79a94'], [428, 136, '#f2b544'], [500, 121, '#6fa88a']].map(([x, y, fill]) => (
        <g key={String(x)} transform={`translate(${x} ${y})`}>
          <path d="M0 0v9" stroke="#b5c0d4" strokeWidth="2" />
          <path d="M-10 9h20c7 7 7 21 0 28h-20c-7-7-7-21 0-28z" fill={String(fill)} stroke="#0e1726" strokeWidth="2" />
        </g>
      ))}
    </Scene>
  );
}
