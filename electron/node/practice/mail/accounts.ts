import type { HashName, SaslCrypto } from '../../../../shared/sasl/crypto.ts';
import { makeScramKeys, type Identity, type ScramStoredKeys } from '../../../../shared/sasl/identity.ts';
import type { MechanismFamily } from '../../../../shared/sasl/mechanisms.ts';
import { PRACTICE_DOMAIN } from '../protocols.ts';
import { welcomeMails } from './welcome-mails.ts';
import { Mailbox } from './mailbox.ts';
import type { MailBehaviour } from './behaviour.ts';

/** Somebody with a practice mailbox. */
export interface Account {
  readonly name: string;
  readonly address: string;
  /** Known to everybody: it opens nothing but a mailbox in the memory of this process. */
  readonly password: string;
  readonly mailbox: Mailbox;
  /** spkiFingerprints of the keys that may sign in. */
  readonly keys: Set<string>;
  readonly scramKeys: ReadonlyMap<HashName, ScramStoredKeys>;
  /** Bearer tokens that may sign in. */
  readonly tokens: readonly string[];
}

/** Somebody who gets a mailbox. */
export type Person = Pick<Account, 'name' | 'password'>;

export const PEOPLE: readonly Person[] = [
  { name: 'alice', password: 'Looking-Glass-1871' },
  { name: 'bob', password: 'Hunting-Snark-1876' },
];

const HASHES: readonly HashName[] = ['SHA-1', 'SHA-256', 'SHA-512'];

/** All accounts of one practice server. */
export interface Accounts {
  readonly all: readonly Account[];
  /** The account with this user name: the address, or the part before the @; null where there is none. */
  named(authcid: string, usernames: MailBehaviour['usernames']): Account | null;
  /** The account that has this key registered. */
  withKey(spkiFingerprint: string): Account | null;
  /** Delivers to INBOX; false where nobody has this address. */
  deliver(recipient: string, messageBytes: Uint8Array): boolean;
}

/** Makes the accounts, each with three mails in INBOX. */
export async function makeAccounts(
  people: readonly Person[],
  crypto: SaslCrypto,
  date: () => Date,
): Promise<Accounts> {
  const all = await Promise.all(people.map((person) => makeAccount(person, crypto, date())));
  return {
    all,
    named: (authcid, usernames) =>
      all.find(
        ({ name, address }) =>
          name === authcid || (usernames === 'both' && address === authcid.toLowerCase()),
      ) ?? null,
    withKey: (spkiFingerprint) => all.find(({ keys }) => keys.has(spkiFingerprint)) ?? null,
    deliver(recipient, messageBytes) {
      const account = all.find(({ address }) => address === recipient.toLowerCase());
      return account?.mailbox.inbox.append(messageBytes, date(), []).kind === 'appended';
    },
  };
}

/** Whether somebody here has this address. */
export function isPracticeAddress(address: string): boolean {
  return PEOPLE.some(({ name }) => addressOf(name) === address.toLowerCase());
}

/** What is known of an account to whoever comes with credentials of this family. */
export function identityOf(
  account: Account | null,
  family: MechanismFamily,
  hash: HashName | null,
): Identity {
  if (account === null) return { kind: 'unknown' };
  if (family === 'external') return { kind: 'keys', fingerprints: [...account.keys] };
  if (family === 'oauthbearer' || family === 'xoauth2') return { kind: 'tokens', tokens: account.tokens };
  const keys = hash === null ? undefined : account.scramKeys.get(hash);
  return keys === undefined ? { kind: 'password', password: account.password } : { kind: 'scram', keys };
}

async function makeAccount({ name, password }: Person, crypto: SaslCrypto, now: Date): Promise<Account> {
  const address = addressOf(name);
  const scramKeys = new Map<HashName, ScramStoredKeys>();
  for (const hash of HASHES) scramKeys.set(hash, await makeScramKeys(crypto, hash, password));
  const mailbox = new Mailbox(Math.floor(now.getTime() / 1000));
  for (const { bytes, receivedAt } of welcomeMails(address, now)) mailbox.inbox.append(bytes, receivedAt);
  return { name, address, password, mailbox, keys: new Set(), scramKeys, tokens: [`${name}-practice-token`] };
}

function addressOf(name: string): string {
  return `${name}@${PRACTICE_DOMAIN}`;
}
