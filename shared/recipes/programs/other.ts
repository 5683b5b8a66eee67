import type { PageLanguage, Text } from '../../mail/page.ts';
import { isPlainLine } from '../../mail/quote.ts';
import { mechanismNamed } from '../../sasl/mechanisms.ts';
import { exportKey } from '../common-steps.ts';
import type { ProgramFacts } from '../facts/program-facts.ts';
import type { ChosenSide, RecipeDraft, Setup, StepDraft } from '../setup.ts';
import { isKeyWay, type WayIn } from '../way-in.ts';
import { proofOf, protocolName, stepsFor, trustAnchor } from '../window-steps.ts';

/** Any other program: all settings, to be found again in it under names like these. */
export function otherRecipe(setup: Setup): RecipeDraft {
  const { incoming, outgoing, key } = setup;
  const sides = [incoming, outgoing].filter((side) => side !== null);
  return {
    steps: [
      ...trustAnchor(setup),
      ...exportKey(setup),
      ...stepsFor(key, [
        {
          text: {
            en: 'Import `{file}` where the program, or its system, keeps certificates. Its password is in `{file}.password`. Then delete both files: whoever has both has the key.',
            de: 'Importieren Sie `{file}` dort, wo das Programm oder sein System Zertifikate aufbewahrt. Das Passwort steht in `{file}.password`. Löschen Sie dann beide Dateien: Wer beide hat, hat den Schlüssel.',
          },
          values: { file: key?.files.p12 ?? '' },
        },
      ]),
      {
        text: {
          en: 'Add an account by hand: often it is called “manual setup” or “advanced”. Name `{name}`, address `{address}`.',
          de: 'Fügen Sie ein Konto von Hand hinzu: Oft heißt es „manuell einrichten“ oder „erweitert“. Name `{name}`, Adresse `{address}`.',
        },
      },
      ...(incoming === null ? [] : [settingsOf(setup, incoming, INCOMING)]),
      ...(outgoing === null ? [] : [settingsOf(setup, outgoing, OUTGOING)]),
      ...(sides.flatMap(({ way, weaker }) => [way, ...weaker]).every(isKeyWay) ? [] : [PASSWORD]),
      {
        text: {
          en: 'If the program asks whether to go on without encryption, or to trust a certificate that it does not know, say no.',
          de: 'Fragt das Programm, ob es ohne Verschlüsselung weitergehen oder einem Zertifikat vertrauen soll, das es nicht kennt, sagen Sie Nein.',
        },
      },
    ],
    proof: proofOf(setup),
  };
}

const PASSWORD: StepDraft = {
  text: {
    en: 'Type the password where the program asks for it.',
    de: 'Geben Sie das Passwort ein, wo das Programm danach fragt.',
  },
};

const INCOMING: SideWords = {
  text: {
    en: 'Set up the server for incoming mail. Of the ways to sign in take the first one that the program has.',
    de: 'Richten Sie den Server für eingehende Mails ein. Nehmen Sie von den Arten der Anmeldung die erste, die das Programm hat.',
  },
  caption: { en: 'Incoming mail ({protocol})', de: 'Eingehende Mails ({protocol})' },
};

const OUTGOING: SideWords = {
  text: {
    en: 'Set up the server for outgoing mail in the same way. It has a sign-in of its own, which is easily overlooked.',
    de: 'Richten Sie ebenso den Server für ausgehende Mails ein. Er hat eine eigene Anmeldung, die man leicht übersieht.',
  },
  caption: { en: 'Outgoing mail (SMTP)', de: 'Ausgehende Mails (SMTP)' },
};

interface SideWords {
  readonly text: Text;
  readonly caption: Text;
}

function settingsOf(setup: Setup, side: ChosenSide, { text, caption }: SideWords): StepDraft {
  const { program } = setup;
  return {
    text,
    values: { protocol: protocolName(setup) },
    block: {
      caption,
      text: isPlainLine(side.username)
        ? { en: linesFor(program, side, 'en'), de: linesFor(program, side, 'de') }
        : null,
    },
  };
}

const LABELS: Readonly<Record<PageLanguage, readonly string[]>> = {
  en: ['Server', 'Port', 'Security', 'User name', 'Sign-in'],
  de: ['Server', 'Port', 'Sicherheit', 'Benutzername', 'Anmeldung'],
};

/** A setting in each line; behind the last one every way to sign in, the strongest first. */
function linesFor({ fields }: ProgramFacts, side: ChosenSide, language: PageLanguage): string {
  const { endpoint, username, way, weaker } = side;
  const security = endpoint.connectionSecurity === 'starttls' ? fields?.starttls : fields?.implicitTls;
  const ways = [way, ...weaker].map((one) => wayNamed(one, fields?.ways[one]?.[language] ?? null));
  const values = [
    endpoint.host,
    String(endpoint.port),
    security?.[language] ?? '',
    username,
    ...distinct(ways),
  ];
  const labels = LABELS[language];
  const width = Math.max(...labels.map(({ length }) => length)) + 2;
  return values.map((value, at) => `${(labels[at] ?? '').padEnd(width)}${value}\n`).join('');
}

interface WayName {
  /** What programs mostly call it; null where they have no other name for it. */
  readonly usual: string | null;
  readonly line: string;
}

/** By its own name, where it has one that is said in public, and by those that programs give it. */
function wayNamed(way: WayIn, usual: string | null): WayName {
  if (usual === null) return { usual, line: way };
  return { usual, line: mechanismNamed(way) === null ? usual : `${way} (${usual})` };
}

/** What programs have one name for is one setting. */
function distinct(names: readonly WayName[]): readonly string[] {
  const isFirst = ({ usual }: WayName, at: number): boolean =>
    usual === null || names.findIndex((name) => name.usual === usual) === at;
  return names.filter(isFirst).map(({ line }) => line);
}
