import type { Offer } from '../dialect.ts';

// What is really there, and nothing else: a client believes it.
const ALWAYS: readonly string[] = ['IMAP4rev1', 'SASL-IR', 'LITERAL+', 'ID', 'IDLE'];

/** What is there after sign-in. */
export const SIGNED_IN_CAPABILITIES: readonly string[] = [
  ...ALWAYS,
  'NAMESPACE',
  'CHILDREN',
  'SPECIAL-USE',
  'UIDPLUS',
  'UNSELECT',
  'MOVE',
  'QUOTA',
  'QUOTA=RES-STORAGE',
];

/** What is there before it (RFC 9051 §7.2.2). */
export function capabilitiesOf({ mechanisms, hasStarttls, hasLoginDisabled }: Offer): readonly string[] {
  return [
    ...ALWAYS,
    ...(hasStarttls ? ['STARTTLS'] : []),
    ...(hasLoginDisabled ? ['LOGINDISABLED'] : []),
    ...mechanisms.map((name) => `AUTH=${name}`),
  ];
}
