import { parseEmailAddress } from '../../../shared/mail/email-address.ts';
import { parseEndpoint, type Endpoint } from '../../../shared/mail/endpoint.ts';
import { accepted, refused, type Parsed } from '../../../shared/mail/parsed.ts';
import type { Examination } from '../doctor.ts';
import type { Account } from './mail/accounts.ts';
import type { Practice } from './practice.ts';
import { PRACTICE_HOSTS } from './protocols.ts';

/** A run against the practice server, and whose mailbox it is about. */
export interface PracticeRun {
  readonly examination: Examination;
  readonly account: Pick<Account, 'address' | 'password'>;
}

/**
 * What a run against the practice server looks at: its IMAP and its submission door, over the kind of door that the fault
 * is met at. The run's names come from the practice server's DNS and its trust is that server's authority, so that nothing
 * outside can be reached with it, and nothing else ever trusts that authority.
 *
 * @param address of the account; the first one where it is null
 */
export function practiceRun(practice: Practice, address: string | null): Parsed<PracticeRun> {
  const known = practice.accounts;
  const account =
    address === null ? known[0] : known.find((one) => one.address === address.trim().toLowerCase());
  if (account === undefined) {
    return refused('practice_account_unknown', address ?? '', known.map((one) => one.address).join(', '));
  }
  const parsed = parseEmailAddress(account.address);
  if (!parsed.ok) return parsed;
  const examination: Examination = {
    address: parsed.value,
    username: null,
    endpoints: practiceEndpoints(practice),
    mechanism: null,
    trustAnchors: practice.trustAnchors,
    names: { overrides: new Map(), dnsServers: [practice.dnsServer] },
    timeoutMs: null,
  };
  return accepted({ examination, account });
}

/** The endpoints that such a run looks at, incoming first. */
export function practiceEndpoints({
  doors,
  faults,
}: Pick<Practice, 'doors' | 'faults'>): readonly Endpoint[] {
  const over = faults.at(-1)?.over ?? 'implicit-tls';
  return (['imap', 'submission'] as const).flatMap((protocol) => {
    const door = doors.find((one) => one.protocol === protocol && one.connectionSecurity === over);
    const endpoint = parseEndpoint(protocol, `${PRACTICE_HOSTS[protocol]}:${door?.port ?? ''}/${over}`);
    return endpoint.ok ? [endpoint.value] : [];
  });
}
