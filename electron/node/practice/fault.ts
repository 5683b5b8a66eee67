import type { Language } from '../../../shared/findings/explain.ts';
import type { FindingCode } from '../../../shared/findings/finding.ts';
import type { Behaviour } from './behaviour.ts';
import type { PracticeCredential } from './credentials.ts';
import type { PracticeProtocol } from './protocols.ts';

/** What a fault is met with: a mail protocol, all that an account is made of, or the search for settings. */
export type Meeting = PracticeProtocol | 'account' | 'discovery';

/** One thing that can be wrong with a mail server, as the practice server plays it. */
export interface Fault {
  /** What a person types: lower case, words joined by hyphens; permanent. */
  readonly name: string;
  /** One line for a list: what the server does then. */
  readonly summary: Readonly<Record<Language, string>>;
  /** What is different from a server that is well. */
  readonly behaviour: Partial<Behaviour>;
  /** What a run meets it with, where it is not the password. */
  readonly signsInWith?: PracticeCredential;
  /** Over which kind of door a run meets it; `both` where it shows only between the two. */
  readonly over: 'implicit-tls' | 'starttls' | 'both';
  /** The finding that each protocol's run must reach; a protocol that cannot have this fault is absent. */
  readonly expects: Readonly<Partial<Record<Meeting, FindingCode>>>;
  /** True where the server is silent or slow, so that a run ends by its deadline. */
  readonly isSlow?: true;
}
