import type { KeyForm } from '../../mail/device.ts';
import type { Known, Text } from '../../mail/page.ts';
import type { WayIn } from '../way-in.ts';

/** The systems that mail programs run on. */
export const SYSTEMS = ['linux', 'macos', 'windows', 'android', 'ios'] as const;

/** One of them. */
export type System = (typeof SYSTEMS)[number];

/** What a mail program speaks to servers. */
export type MailSide = 'imap' | 'pop3' | 'submission';

/** How a program signs in over one protocol. */
export interface SideFacts {
  /** What it takes where nothing is set: the first of these that the server has, too. Names outside our table are kept. */
  readonly own: readonly WayIn[];
  /** What it can be set to, and then does. What is in `own` alone is taken only where the program takes it by itself. */
  readonly ways: readonly WayIn[];
  /** What it has by name, and what fails all the same: why, as a sentence. */
  readonly fails: Readonly<Record<WayIn, Text>>;
  /** What fails on some of its systems alone. */
  readonly failsOn?: Readonly<Partial<Record<System, Readonly<Record<WayIn, Text>>>>>;
  /** Why it signs in nowhere by STARTTLS: it has none, or one that may be taken away. Left out where it is sound. */
  readonly starttlsFails?: Text;
}

/** In which form a program takes the key of a device. Which algorithms it takes says `shared/mail/key-programs.ts`. */
export interface KeyFacts {
  readonly form: Extract<KeyForm, 'p12' | 'mobileconfig' | 'pem'> | 'pair';
  /** True where it takes P-256 in the old form alone (`BEGIN EC PRIVATE KEY`). */
  readonly wantsSec1: boolean;
  /** The row of `shared/mail/key-programs.ts` that it is like, where it has none of its own. */
  readonly takenAs?: string;
}

/** Something that goes wrong in a program, and what to do about it: for those whose ways in it is about. */
export interface Trap {
  readonly text: Text;
  /** The ways in for which it is said; left out where it is for everybody. */
  readonly ways?: readonly WayIn[];
  readonly known: Known;
}

/** How a program names what is to be chosen in it; the same in every language where it has none. */
export interface FieldNames {
  readonly implicitTls: Text;
  readonly starttls: Text;
  /** What its setting for a way in has to be; a way that is missing here has none. */
  readonly ways: Readonly<Record<WayIn, Text>>;
}

/** What is known of a mail program in a range of its versions. */
export interface ProgramFacts {
  /** As `shared/mail/key-programs.ts` calls it. */
  readonly id: string;
  /** Null for a kind of program. */
  readonly name: string | null;
  readonly systems: readonly System[];
  /** `terminal`: set up by files. `look`: it looks at servers, and signs in nowhere but where its key does by itself. */
  readonly kind: 'window' | 'phone' | 'terminal' | 'look';
  /** The first version that this is true of, and the first that it is not true of any more; null for no bound. */
  readonly since: string | null;
  readonly before: string | null;
  readonly sides: Readonly<Partial<Record<MailSide, SideFacts>>>;
  /** Null where it takes none. */
  readonly key: KeyFacts | null;
  /** Whether it can get the password from a command; what cannot asks for it, or has none. */
  readonly passwordByCommand: boolean;
  /** Where its settings for an account are. */
  readonly settings: Text;
  /** Null where everything stands in a file. */
  readonly fields: FieldNames | null;
  readonly traps: readonly Trap[];
  readonly known: Known;
}
