import { parseEmailAddress, type EmailAddress } from './email-address.ts';
import { parseEndpoint, type Endpoint } from './endpoint.ts';
import type { InputProblem, Parsed } from './parsed.ts';
import { parseUsername } from './username.ts';

/** What is known of an account whose mail is to be looked at, as typed. All but the address may be empty. */
export interface TypedAccount {
  readonly address: string;
  /** `HOST[:PORT][/SECURITY]` of the incoming server (IMAP); empty where it is not to be looked at. */
  readonly incoming: string;
  /** `HOST[:PORT][/SECURITY]` of the outgoing server (submission); empty where it is not to be looked at. */
  readonly outgoing: string;
  /** Empty where the address is the user name. */
  readonly username: string;
}

/** The fields of an account, to put a problem beside the one that has it. */
export type AccountField = keyof TypedAccount;

/** The same, read; null where nothing was typed. */
export interface NamedAccount {
  readonly address: EmailAddress;
  readonly incoming: Endpoint | null;
  readonly outgoing: Endpoint | null;
  readonly username: string | null;
}

/** Something to correct in an account, and where. */
export interface AccountProblem {
  readonly field: AccountField;
  readonly problem: InputProblem;
}

/** Reads an account, or says everything that is wrong with it, in the order of its fields. */
export function parseAccount(
  typed: TypedAccount,
):
  | { readonly ok: true; readonly value: NamedAccount }
  | { readonly ok: false; readonly problems: readonly AccountProblem[] } {
  const problems: AccountProblem[] = [];
  const take = <T>(field: AccountField, parsed: Parsed<T>): T | null => {
    if (parsed.ok) return parsed.value;
    problems.push({ field, problem: parsed.problem });
    return null;
  };
  const optional = <T>(field: AccountField, parse: (text: string) => Parsed<T>): T | null =>
    typed[field].trim() === '' ? null : take(field, parse(typed[field]));

  const address = take('address', parseEmailAddress(typed.address));
  const incoming = optional('incoming', (text) => parseEndpoint('imap', text));
  const outgoing = optional('outgoing', (text) => parseEndpoint('submission', text));
  const username = optional('username', parseUsername);
  return address === null || problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: { address, incoming, outgoing, username } };
}
