import type { KeyAlgorithm } from '../mail/device.ts';
import type { Endpoint } from '../mail/endpoint.ts';
import type { Text } from '../mail/page.ts';
import type { SideOffer } from './choose-way.ts';
import type { ProgramFacts, System } from './facts/program-facts.ts';
import type { PasswordSupply } from './password-supply.ts';
import type { WayIn } from './way-in.ts';

/** Whose mail program is set up, and what their servers have. */
export interface RecipeAccount {
  readonly address: string;
  /** As others see it; may be empty. */
  readonly displayName: string;
  readonly incoming: SideOffer | null;
  readonly outgoing: SideOffer | null;
}

/** Where the parts of a device key lie, or will: absolute paths. Nothing of it is secret. */
export interface KeyFiles {
  readonly certificate: string;
  /** The private key alone; in the old form of P-256 where the program wants that. */
  readonly privateKey: string;
  /** Private key and certificate in one file. */
  readonly pem: string;
  readonly p12: string;
  /** The same in a profile of Apple's systems. */
  readonly mobileconfig: string;
}

/** The key of this device, as a program is set up with it. */
export interface RecipeKey {
  readonly deviceName: string;
  readonly algorithm: KeyAlgorithm;
  readonly files: KeyFiles;
}

/** What a recipe is made of. */
export interface RecipeRequest {
  readonly account: RecipeAccount;
  readonly system: System;
  /** The person's own folder: an absolute path. */
  readonly home: string;
  /** Null where none is to be used. */
  readonly key: RecipeKey | null;
  readonly password: PasswordSupply;
  /** A file of certificates to trust beside the system's, of a company for instance; null for none. */
  readonly trustAnchorFile: string | null;
}

/** One server, as the program is to use it. */
export interface ChosenSide {
  readonly endpoint: Endpoint;
  readonly username: string;
  /** `LOOK` where the program only looks, and nothing lets it in. */
  readonly way: WayIn;
  /** Whether the program takes that way by itself. */
  readonly isOwn: boolean;
  /** The other ways that the program and the server have in common, the strongest first. */
  readonly weaker: readonly WayIn[];
}

/** Everything that a recipe of one program is written from: what is to be done is decided. */
export interface Setup extends Omit<RecipeRequest, 'account' | 'key'> {
  readonly program: ProgramFacts;
  readonly address: string;
  readonly displayName: string;
  /** Null where there is no such server, or no way in to it for this program. */
  readonly incoming: ChosenSide | null;
  readonly outgoing: ChosenSide | null;
  /** Null where neither side takes it, and the program does not only look. */
  readonly key: RecipeKey | null;
}

/** A file for a program. */
export interface RecipeFile {
  /** Where it belongs: an absolute path, or what is to be chosen where that is not known. */
  readonly path: string;
  /** Null where something that a person typed cannot stand in such a file. */
  readonly text: string | null;
  readonly mediaType: string;
  /** True where the program, or good sense, wants that nobody else can read it. */
  readonly isPrivate: boolean;
  /** How it gets into a file that somebody has already; absent where it takes the place of that. */
  readonly addition?: Addition;
}

/** How a text, which `marked` has made, is added to a file that is there. */
export interface Addition {
  /**
   * Where the program reads its file instead, if none is at `path`: absolute, the first that is there counts. Then it is added to that
   * one.
   */
  readonly alsoAt: readonly string[];
  /** Where it comes to stand: what is set last counts in most programs; in others, what stands before holds for it, too. */
  readonly comes: 'first' | 'last';
  /**
   * How a line begins that such a file has once at most, in small letters: the text's own is left out where another has it. Null where
   * there is none like that.
   */
  readonly onlyOne: string | null;
}

/** A step as the table of a program writes it. `{address}`, `{name}`, `{incomingHost}` and the like are filled in. */
export interface StepDraft {
  readonly text: Text;
  /** More values, in prose. */
  readonly values?: Readonly<Record<string, string>>;
  /**
   * Something to copy, in every language where words are in it; `text` is null where what people typed cannot be written in its
   * format.
   */
  readonly block?: { readonly caption: Text; readonly text: string | Text | null };
  readonly file?: RecipeFile;
  /** What a QR code to be shown says. */
  readonly qr?: string;
}

/** What one program wants, in every language. */
export interface RecipeDraft {
  readonly steps: readonly StepDraft[];
  /** How one sees that it works. */
  readonly proof: Text;
}

/** Writes the recipe of one program. */
export type RecipeMaker = (setup: Setup) => RecipeDraft;
