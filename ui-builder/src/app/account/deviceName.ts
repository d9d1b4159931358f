const browsers: [RegExp, string][] = [
  // Whoever builds on another browser names it as well: the particular comes before the general.
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/MicroMessenger/, 'WeChat'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

const nameOf = (agent: string, known: [RegExp, string][]) =>
  known.find(([pattern]) => pattern.test(agent))?.[1];

/** `Mozilla/5.0 (Windows NT 10.0 …) … Firefox/140.0` → Firefox, Windows; programs as they are. */
export function deviceName(agent: string): { browser: string; system?: string } {
  const browser = nameOf(agent, browsers);
  const system = nameOf(agent, systems);
  if (browser && system) return { browser, system };
  return { browser: browser ?? agent.split('/')[0]?.slice(0, 40) ?? agent };
}
