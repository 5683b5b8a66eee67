import type { PageLanguage, Text } from '../mail/page.ts';
import { fillIn } from '../mail/quote.ts';
import type { LeftOutBecause, WayChoice } from './choose-way.ts';
import type { ProgramFacts } from './facts/program-facts.ts';
import { byStrength, learns, LOGIN_COMMAND, type WayIn } from './way-in.ts';

/** A choice in words. */
export interface SaidChoice {
  /** What is used, and what the server learns by it; or that there is nothing. */
  readonly chosen: string;
  /** Why nothing stronger is, a sentence each, the strongest first. */
  readonly stronger: readonly string[];
}

const NAMES: Readonly<Record<WayIn, Text>> = {
  EXTERNAL: { en: 'the key of this device (EXTERNAL)', de: 'dem Schlüssel dieses Geräts (EXTERNAL)' },
  PREAUTH: {
    en: 'the key of this device, as soon as it connects (PREAUTH)',
    de: 'dem Schlüssel dieses Geräts, schon beim Verbinden (PREAUTH)',
  },
  CERTIFICATE: {
    en: 'the key of this device alone, shown when it connects',
    de: 'dem Schlüssel dieses Geräts allein, schon beim Verbinden',
  },
  [LOGIN_COMMAND]: { en: 'user name and password (LOGIN)', de: 'Benutzernamen und Passwort (LOGIN)' },
};

const CHOSEN: Text = {
  en: '{program} signs in with {way}. {learns}',
  de: '{program} meldet sich mit {way} an. {learns}',
};

const NOTHING: Text = {
  en: '{program} and this server have no safe way to sign in in common.',
  de: '{program} und dieser Server haben keine sichere Art der Anmeldung gemeinsam.',
};

const LOOKS: Text = {
  en: '{program} looks at this server, and does not sign in.',
  de: '{program} sieht sich diesen Server an und meldet sich nicht an.',
};

const LEARNS: Readonly<Record<ReturnType<typeof learns>, Text>> = {
  nothing: {
    en: 'No password is used.',
    de: 'Ein Passwort wird nicht verwendet.',
  },
  proof: {
    en: 'The password is not sent, only a proof of it.',
    de: 'Das Passwort wird nicht gesendet, nur ein Beweis davon.',
  },
  token: {
    en: 'The server gets a token that its website gives you; the password stays there.',
    de: 'Der Server bekommt ein Token, das Ihnen seine Website gibt; das Passwort bleibt dort.',
  },
  secret: {
    en: 'The server gets the password itself, inside the encrypted and verified connection.',
    de: 'Der Server bekommt das Passwort selbst, in der verschlüsselten und geprüften Verbindung.',
  },
};

const REASONS: Readonly<
  Record<Exclude<LeftOutBecause['kind'], 'program-fails' | 'weaker-than-chosen'>, Text>
> = {
  'program-lacks': {
    en: 'Not with {way}: {program} does not have that.',
    de: 'Nicht mit {way}: {program} kann das nicht.',
  },
  'program-takes-other': {
    en: 'Not with {way}: {program} cannot be set to it, and takes another way by itself.',
    de: 'Nicht mit {way}: {program} lässt sich nicht darauf einstellen und nimmt von selbst etwas anderes.',
  },
  'key-kind': {
    en: 'Not with {way}: {program} cannot take a key of kind {algorithm}. A key of kind P-256 would do.',
    de: 'Nicht mit {way}: {program} kann keinen Schlüssel der Art {algorithm} verwenden. Einer der Art P-256 ginge.',
  },
};

const FAILS: Text = { en: 'Not with {way}: {why}', de: 'Nicht mit {way}: {why}' };

/** Says in one language how a program signs in at a server, and why not in a stronger way. */
export function sayChoice(
  { way, leftOut }: WayChoice,
  { name, kind }: Pick<ProgramFacts, 'name' | 'kind'>,
  language: PageLanguage,
): SaidChoice {
  const program = name ?? PROGRAM[language];
  if (way === null && kind === 'look') return { chosen: fillIn(LOOKS[language], { program }), stronger: [] };
  const chosen =
    way === null
      ? fillIn(NOTHING[language], { program })
      : fillIn(CHOSEN[language], {
          program,
          way: nameOf(way, language),
          learns: LEARNS[learns(way)][language],
        });
  const stronger = leftOut.filter(({ way: other }) => way === null || byStrength([way, other])[0] === other);
  return {
    chosen,
    stronger: stronger.flatMap(({ way: other, because }) => reason(other, because, program, language)),
  };
}

const PROGRAM: Text = { en: 'The program', de: 'Das Programm' };

function reason(
  way: WayIn,
  because: LeftOutBecause,
  program: string,
  language: PageLanguage,
): readonly string[] {
  const values = { program, way: nameOf(way, language) };
  switch (because.kind) {
    case 'weaker-than-chosen':
      return [];
    case 'program-fails':
      return [fillIn(FAILS[language], { ...values, why: because.why[language] })];
    case 'key-kind':
      return [fillIn(REASONS['key-kind'][language], { ...values, algorithm: because.algorithm })];
    case 'program-lacks':
    case 'program-takes-other':
      return [fillIn(REASONS[because.kind][language], values)];
  }
}

function nameOf(way: WayIn, language: PageLanguage): string {
  return NAMES[way]?.[language] ?? way;
}
