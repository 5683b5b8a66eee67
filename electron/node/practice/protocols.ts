/** The protocols that the practice server speaks. */
export type PracticeProtocol = 'imap' | 'submission' | 'pop3' | 'managesieve';

/** All of them. */
export const PRACTICE_PROTOCOLS: readonly PracticeProtocol[] = ['imap', 'submission', 'pop3', 'managesieve'];

/** One door of the practice server. */
export interface Door {
  readonly protocol: PracticeProtocol;
  readonly connectionSecurity: 'implicit-tls' | 'starttls';
  /** Taken where it is free, otherwise the next free one above it. */
  readonly preferredPort: number;
}

/** Between the well-known ports and those of the practice server, where these are free. */
export const PORT_DISTANCE = 10_000;

/** All doors: the well-known numbers plus 10000 (RFC 8314 §7, RFC 5804 §1.8: ManageSieve has STARTTLS only). */
export const DOORS: readonly Door[] = [
  { protocol: 'imap', connectionSecurity: 'implicit-tls', preferredPort: 10_993 },
  { protocol: 'imap', connectionSecurity: 'starttls', preferredPort: 10_143 },
  { protocol: 'submission', connectionSecurity: 'implicit-tls', preferredPort: 10_465 },
  { protocol: 'submission', connectionSecurity: 'starttls', preferredPort: 10_587 },
  { protocol: 'pop3', connectionSecurity: 'implicit-tls', preferredPort: 10_995 },
  { protocol: 'pop3', connectionSecurity: 'starttls', preferredPort: 10_110 },
  { protocol: 'managesieve', connectionSecurity: 'starttls', preferredPort: 14_190 },
];

/** The domain whose mail the practice server has. The top-level domain `test` is nobody's (RFC 6761 §6.2). */
export const PRACTICE_DOMAIN = 'practice.test';

/** The host of each protocol. */
export const PRACTICE_HOSTS: Readonly<Record<PracticeProtocol, string>> = {
  imap: 'imap.practice.test',
  submission: 'smtp.practice.test',
  pop3: 'pop.practice.test',
  managesieve: 'sieve.practice.test',
};
