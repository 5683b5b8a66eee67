/** Software that opens encrypted connections, as far as it gives itself away by the names in its certificates. */
interface Interceptor {
  readonly product: string;
  /** Looked for in subjects and issuers. Companies that sell public certificates as well are named by more than a word. */
  readonly names: RegExp;
  /** The last year in which its maker, or somebody who met it, called its certificates so. */
  readonly asOf: number;
}

// Looked through in November 2026. Sources: what makers write about adding their root certificate to a computer or removing
// it, and certificates that people who met one have published. A name stays here for as long as old installations may run.
const INTERCEPTORS: readonly Interceptor[] = [
  // Virus scanners and what guards families, on the computer itself. Several of them open mail connections by default.
  { product: 'Avast', names: /\bavast/i, asOf: 2026 },
  { product: 'AVG', names: /\bAVG\b/, asOf: 2025 },
  { product: 'Norton', names: /\bNorton (Web\/Mail|Antivirus)/i, asOf: 2026 },
  { product: 'Kaspersky', names: /\bKaspersky/i, asOf: 2026 },
  { product: 'ESET', names: /\bESET\b/, asOf: 2026 },
  { product: 'Bitdefender', names: /\bBitdefender/i, asOf: 2025 },
  { product: 'BullGuard', names: /\bBullGuard/i, asOf: 2021 },
  { product: 'Dr.Web', names: /\bDr\.?\s?Web\b/i, asOf: 2023 },
  { product: 'G DATA', names: /\bG[ _]?DATA\b/, asOf: 2023 },
  { product: 'Panda', names: /\bPanda (Security|SafeWeb)/i, asOf: 2020 },
  { product: 'AdGuard', names: /\bAdGuard Personal CA/i, asOf: 2025 },
  { product: 'Net Nanny', names: /\b(Net Nanny|ContentWatch)/i, asOf: 2022 },
  { product: 'Qustodio', names: /\bQustodio/i, asOf: 2024 },
  { product: 'Covenant Eyes', names: /\bCovenant Eyes/i, asOf: 2024 },
  { product: 'Superfish', names: /\b(Superfish|Komodia)/i, asOf: 2015 },
  { product: 'eDellRoot', names: /\b(eDellRoot|DSDTestProvider)\b/, asOf: 2015 },
  // Firewalls, proxies and cloud services of organisations, schools and hotels.
  { product: 'Zscaler', names: /\bZscaler/i, asOf: 2026 },
  { product: 'Netskope', names: /\b(Netskope|goskope)/i, asOf: 2026 },
  { product: 'Fortinet', names: /\bForti(net|gate|client|web)/i, asOf: 2026 },
  { product: 'Sophos', names: /\bSophos/i, asOf: 2026 },
  { product: 'Palo Alto Networks', names: /\b(Palo Alto Networks|Prisma Access)/i, asOf: 2025 },
  { product: 'Cisco Umbrella', names: /\bCisco Umbrella/i, asOf: 2026 },
  {
    product: 'Cisco Secure Web Appliance',
    names: /\b(IronPort|Cisco (Secure )?Web (Security )?Appliance)/i,
    asOf: 2023,
  },
  {
    product: 'Blue Coat ProxySG',
    names: /\b(Blue ?Coat|ProxySG|Symantec (Web Security|Cloud SWG))/i,
    asOf: 2024,
  },
  { product: 'Check Point', names: /\bCheck ?Point (Software|HTTPS|Security)/i, asOf: 2024 },
  { product: 'Forcepoint', names: /\b(Forcepoint|Websense)/i, asOf: 2024 },
  { product: 'McAfee Web Gateway', names: /\b(McAfee|Skyhigh) (Secure )?Web Gateway/i, asOf: 2024 },
  { product: 'Trend Micro', names: /\b(Trend Micro (Web|Inter)|InterScan Web)/i, asOf: 2022 },
  { product: 'Barracuda', names: /\bBarracuda (Web|Networks|CloudGen)/i, asOf: 2024 },
  { product: 'WatchGuard', names: /\b(WatchGuard|Fireware)\b/i, asOf: 2024 },
  { product: 'SonicWall', names: /\bSonicWALL/i, asOf: 2024 },
  { product: 'Cloudflare Gateway', names: /\b(Cloudflare for Teams|Gateway CA - Cloudflare)/i, asOf: 2025 },
  { product: 'iboss', names: /\biboss\b/i, asOf: 2024 },
  { product: 'Smoothwall', names: /\bSmoothwall/i, asOf: 2024 },
  { product: 'Securly', names: /\bSecurly/i, asOf: 2024 },
  { product: 'Lightspeed', names: /\bLightspeed (Rocket|Systems|Filter)/i, asOf: 2024 },
  { product: 'Untangle', names: /\bUntangle/i, asOf: 2022 },
  { product: 'Squid', names: /\bSquid\b/i, asOf: 2025 },
  // Tools of developers.
  { product: 'mitmproxy', names: /\bmitmproxy\b/i, asOf: 2026 },
  { product: 'Fiddler', names: /\bFiddlerRoot|DO_NOT_TRUST/i, asOf: 2025 },
  { product: 'Charles', names: /\bCharles Proxy/i, asOf: 2025 },
  { product: 'Burp', names: /\bPortSwigger/i, asOf: 2025 },
  // What the practice server plays.
  { product: 'Practice Web Shield', names: /\bPractice Web Shield\b/, asOf: 2026 },
];

// What many give their own authority for this as a name: whatever it is called besides, it says what it is for.
const SAYS_SO =
  /\b(TLS|SSL|HTTPS|deep|web|content)[ _-]?(packet )?(inspection|decrypt(ion|or)?|intercept(ion|or)?|scanning|proxy)\b/i;

/**
 * The product that certificates give themselves away to be of, or null. It is a guess by name, and anybody can choose a
 * name.
 *
 * @param names subjects and issuers of a chain
 */
export function interceptorIn(names: readonly string[]): string | null {
  const known = INTERCEPTORS.find((one) => names.some((name) => one.names.test(name)));
  if (known !== undefined) return known.product;
  const telling = names.find((name) => SAYS_SO.test(name));
  return telling === undefined ? null : shortNameOf(telling);
}

/**
 * The words of a name by which {@link interceptorIn} knows it, and nothing else of it; null where there are none.
 *
 * @param name a subject or an issuer
 */
export function tellingPartOf(name: string): string | null {
  const known = INTERCEPTORS.find((one) => one.names.test(name));
  return (known?.names ?? SAYS_SO).exec(name)?.[0] ?? null;
}

/** The common name in a distinguished name, or what stands in for one: `Example CA`, out of `C=DE, O=Example, CN=Example CA`. */
export function shortNameOf(name: string): string {
  for (const type of ['CN', 'O', 'OU']) {
    const value = new RegExp(`(?:^|, | \\+ )${type}=((?:\\\\.|[^,+\\\\])*)`).exec(name)?.[1];
    if (value !== undefined && value !== '') return value.replace(/\\(.)/g, '$1').trim();
  }
  return name;
}
