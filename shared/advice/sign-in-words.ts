import { mechanismNamed, type Mechanism, type MechanismFamily } from '../sasl/mechanisms.ts';

/** What autoconfig calls a family of mechanisms; null where each is called by its own name. */
const WORDS: Readonly<Record<MechanismFamily, string | null>> = {
  external: 'TLS-client-cert',
  scram: null,
  oauthbearer: 'OAuth2',
  xoauth2: 'OAuth2',
  'cram-md5': 'password-encrypted',
  plain: 'password-cleartext',
  login: 'password-cleartext',
  anonymous: 'none',
};

// Programs take the first word that they know. One that knows none signs in to nothing.
const ORDER: readonly string[] = ['TLS-client-cert', 'password-encrypted', 'password-cleartext', 'OAuth2'];
const ENCRYPTED = 'password-encrypted';
const CLEARTEXT = 'password-cleartext';

/**
 * How one signs in where these mechanisms are offered inside TLS, in the words of the autoconfig draft, SCRAM by its SASL
 * names first. Where nothing is known it is the password inside TLS, which every server here has.
 *
 * `password-encrypted` means SCRAM as well in the draft, and CRAM-MD5 alone to Thunderbird, which then fails at a server
 * that has only SCRAM: it stands here for CRAM-MD5, and for SCRAM only where no password would be taken otherwise.
 *
 * @param offered names as they are on the wire; unknown ones are passed over
 */
export function signInWords(offered: readonly string[]): readonly string[] {
  const known = offered.flatMap((name) => mechanismNamed(name) ?? []);
  const scram = known.filter(({ family }) => family === 'scram').map(({ name }) => name);
  const words = new Set(known.map(wordOf));
  const isScramAlone = scram.length > 0 && !words.has(CLEARTEXT);
  const general = ORDER.filter((word) => words.has(word) || (word === ENCRYPTED && isScramAlone));
  return general.length === 0 ? [CLEARTEXT] : [...scram, ...general];
}

/** Tells a SASL name from a word of the draft. */
export function isSaslName(word: string): boolean {
  return mechanismNamed(word)?.family === 'scram';
}

function wordOf({ family }: Mechanism): string | null {
  return family === null ? null : WORDS[family];
}
