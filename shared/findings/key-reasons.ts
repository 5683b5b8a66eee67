import { keyProgramOf, type Ed25519Lack, type KeyProgram } from '../mail/key-programs.ts';
import type { Language } from './explain.ts';

interface Words {
  /** What a program without a proper name is called, by its id. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly lacks: Readonly<Record<Ed25519Lack, (program: string) => string>>;
  readonly consequence: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    kinds: {
      'other-openssl': 'Another program with OpenSSL',
      'other-gnutls': 'Another program with GnuTLS',
      other: 'Another program',
    },
    lacks: {
      nss: (program) =>
        `${program} keeps its keys with Mozilla’s library NSS, which takes none of the kind ed25519.`,
      'apple-keychain': (program) =>
        `${program} keeps its keys in Apple’s keychain, which takes none of the kind ed25519.`,
      'windows-store': (program) =>
        `${program} takes its keys from Windows, which can use none of the kind ed25519.`,
      'android-keychain': (program) =>
        `${program} takes its keys from Android’s certificate store, which takes none of the kind ed25519.`,
      unknown: (program) =>
        `${program} may not be able to use keys of the kind ed25519: nobody here knows its TLS library.`,
    },
    consequence:
      'So the key is of the kind P-256, which every program takes, and which is as safe for signing in.',
  },
  de: {
    kinds: {
      'other-openssl': 'Ein anderes Programm mit OpenSSL',
      'other-gnutls': 'Ein anderes Programm mit GnuTLS',
      other: 'Ein anderes Programm',
    },
    lacks: {
      nss: (program) =>
        `${program} verwahrt seine Schlüssel mit Mozillas Bibliothek NSS, die keine der Art ed25519 annimmt.`,
      'apple-keychain': (program) =>
        `${program} verwahrt seine Schlüssel in Apples Schlüsselbund, der keine der Art ed25519 annimmt.`,
      'windows-store': (program) =>
        `${program} nimmt seine Schlüssel von Windows, das mit der Art ed25519 nichts anfangen kann.`,
      'android-keychain': (program) =>
        `${program} nimmt seine Schlüssel aus dem Zertifikatspeicher von Android, der keine der Art ed25519 annimmt.`,
      unknown: (program) =>
        `${program} kann mit Schlüsseln der Art ed25519 vielleicht nichts anfangen: Seine TLS-Bibliothek ist hier nicht bekannt.`,
    },
    consequence:
      'Darum ist der Schlüssel von der Art P-256, die jedes Programm annimmt und die zum Anmelden ebenso sicher ist.',
  },
};

/** What a mail program is called: its proper name, or of a kind of program what it is. */
export function keyProgramName({ id, name }: KeyProgram, language: Language): string {
  return name ?? WORDS[language].kinds[id] ?? id;
}

/** What the mail programs of some ids are called; by its id one that is not known here, because a newer version wrote it. */
export function keyProgramNames(ids: readonly string[], language: Language): readonly string[] {
  return ids.map((id) => {
    const program = keyProgramOf(id);
    return program === null ? id : keyProgramName(program, language);
  });
}

/** Why the key for a mail program is P-256 and not ed25519, in two sentences; null where nothing speaks against ed25519. */
export function describeLack(program: KeyProgram, language: Language): string | null {
  if (program.lack === null) return null;
  const { lacks, consequence } = WORDS[language];
  return `${lacks[program.lack](keyProgramName(program, language))} ${consequence}`;
}
