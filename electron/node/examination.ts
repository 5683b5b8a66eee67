import type { Language } from '../../shared/findings/explain.ts';
import type { EmailAddress } from '../../shared/mail/email-address.ts';
import type { Endpoint } from '../../shared/mail/endpoint.ts';
import type { AddressFamily } from '../../shared/mail/family.ts';
import type { Plan } from '../../shared/mail/plan.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import type { Report } from '../../shared/report/report.ts';
import type { OtherCredential } from './credential.ts';
import type { SearchSettings } from './discovery/search-context.ts';
import type { KeptMemory } from './memory/recall.ts';
import type { NameSources } from './net/resolve.ts';
import type { AccountOffers } from './recipes/offers.ts';

/** What a run is asked to do. Everything in it was parsed before. */
export interface Examination {
  /** Whose mail it is about; null for a look at servers without an account. */
  readonly address: EmailAddress | null;
  /** The user name, where it is not the address. */
  readonly username: string | null;
  /** What a person named, preferred endpoints first. Beside a search only where its advice is to be about them. */
  readonly endpoints: readonly Endpoint[];
  /** Those of them that nobody named: usual ports of a host that was named. */
  readonly guessed: readonly Endpoint[];
  /** Where the settings are searched for; null for not at all. */
  readonly search: SearchSettings | null;
  /** True: TLS is looked at from outside, too, on connections of its own. For a look at a host, not for an account. */
  readonly isThorough: boolean;
  /** The one mechanism to use. */
  readonly mechanism: string | null;
  /** What is signed in with in place of a password, and never beside one; left out, a password is asked for. */
  readonly credential?: OtherCredential;
  /** PEM certificates to trust beside the public roots. */
  readonly trustAnchors: readonly string[];
  /** PEM certificates that this computer trusts: they verify, and one that only they know may be reading along. */
  readonly systemAnchors: readonly string[];
  readonly names: NameSources;
  /** The longest that any single wait may take, in milliseconds; null for the usual deadlines. */
  readonly timeoutMs: number | null;
}

/** A password, and what goes with it. */
export interface GivenPassword {
  /** Null where the examination brings another credential. */
  readonly password: string | null;
  /** True where a person has seen and confirmed the servers of the plan that have to be confirmed. */
  readonly isConfirmed: boolean;
  /**
   * True: what the sign-in opens is looked at, on the same connections. False where only the sign-in matters, as for many
   * accounts in a row.
   */
  readonly looksAtMail: boolean;
  /** True where a person wants a mail to be sent to themselves, and its arrival to be seen. It stays in the mailbox. */
  readonly sendsTestMail: boolean;
  /** What that mail is written in. */
  readonly language: Language;
}

/** What a run needs from outside. */
export interface Surroundings {
  readonly emit: (event: RunEvent) => void;
  /**
   * Asked once, when the plan is made and was emitted. Null goes on without signing in. The password is used for this run
   * and kept nowhere.
   */
  readonly askPassword: (plan: Plan) => Promise<GivenPassword | null>;
  /** Told once where the account signs in, and what the servers have there, before the plan. */
  readonly onSettled?: (offers: AccountOffers) => void;
  /** Ends the run at any moment; the report then says that it is unfinished. */
  readonly signal: AbortSignal;
  /** A monotonic clock, in milliseconds. */
  readonly clock: () => number;
  readonly date: () => Date;
  readonly randomBytes: (length: number) => Uint8Array;
  /** The kinds of network that this computer is connected to. */
  readonly families: () => readonly AddressFamily[];
  /** What hosts offered at earlier runs. */
  readonly memory: KeptMemory;
  /** Letterlock's version and what it runs on, for the report. */
  readonly tool: Report['tool'];
}
