import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/smtp.ts`. */
export const LINES_OF_SMTP: readonly Line[] = [
  {
    row: 'smtp/tls-not-available',
    code: 'starttls_refused',
    from: 'standard: RFC 3207, RFC 4954 and RFC 5248',
    text: '<** 454 4.7.0 TLS not available due to local problem',
  },
  {
    row: 'smtp/starttls-first',
    code: 'auth_needs_encryption',
    from: 'standard: RFC 3207, RFC 4954 and RFC 5248',
    text: '530 5.7.0 Must issue a STARTTLS command first',
  },
  {
    row: 'smtp/transition',
    code: 'auth_transition_needed',
    from: 'standard: RFC 3207, RFC 4954 and RFC 5248',
    text: '432 4.7.12 A password transition is needed',
  },
  {
    row: 'smtp/temporary',
    code: 'auth_server_unavailable',
    from: 'standard: RFC 3207, RFC 4954 and RFC 5248',
    text: '454 4.7.0 Cannot look at passwords at the moment',
  },
  {
    row: 'smtp/too-weak',
    code: 'auth_mechanism_too_weak',
    from: 'standard: RFC 3207, RFC 4954 and RFC 5248',
    text: '534 5.7.9 Authentication mechanism is too weak',
  },
  {
    row: 'smtp/mechanism-unknown',
    code: 'auth_mechanism_not_offered',
    from: 'standard: RFC 3207, RFC 4954 and RFC 5248',
    text: '504 5.7.4 Unrecognized authentication type',
  },
  {
    row: 'smtp/line-too-long',
    code: 'auth_exchange_broken',
    from: 'standard: RFC 3207, RFC 4954 and RFC 5248',
    text: '501 5.5.2 Cannot decode AUTH parameter as base64',
  },
  {
    row: 'smtp/wrong',
    code: 'auth_password_refused',
    from: 'standard: RFC 3207, RFC 4954 and RFC 5248',
    text: '535 5.7.8 Error: authentication failed',
  },
  {
    row: 'smtp/refused',
    code: 'auth_password_refused',
    from: 'standard: RFC 3207, RFC 4954 and RFC 5248',
    text: '535 Login denied',
  },
  {
    row: 'smtp/slow-down',
    code: 'auth_throttled',
    from: 'standard: RFC 3207, RFC 4954 and RFC 5248',
    text: '421 4.7.0 Try again later, closing connection.',
  },
  {
    row: 'smtp/not-available',
    code: 'protocol_server_unavailable',
    from: 'standard: RFC 3207, RFC 4954 and RFC 5248',
    text: '421 4.3.2 System not accepting network messages',
  },
  {
    row: 'smtp/domain-unknown',
    code: 'sending_recipient_unknown',
    from: 'standard: RFC 3463 §3, in replies and in bounces (RFC 3464)',
    text: 'Status: 5.4.4',
  },
  {
    row: 'smtp/sender-not-allowed',
    code: 'sending_address_not_allowed',
    from: 'standard: RFC 3463 §3, in replies and in bounces (RFC 3464)',
    text: '553 5.7.1 <eve@example.org>: Sender address rejected: not owned by user ada@example.org',
  },
  {
    row: 'smtp/blocked-address',
    code: 'account_blocked',
    from: 'standard: RFC 3463 §3, in replies and in bounces (RFC 3464)',
    text: '550 5.1.8 Access denied, bad outbound sender.',
  },
  {
    row: 'smtp/greylisted',
    code: 'sending_throttled',
    from: 'standard: RFC 3463 §3, in replies and in bounces (RFC 3464)',
    text: '450 4.2.0 <bob@example.net>: Recipient address rejected: Greylisted',
  },
  {
    row: 'smtp/sending-limit',
    code: 'sending_throttled',
    from: 'standard: RFC 3463 §3, in replies and in bounces (RFC 3464)',
    text: '550-5.4.5 Daily user sending limit exceeded.',
  },
  {
    row: 'smtp/sign-in-wanted',
    code: 'sending_sign_in_missing',
    from: 'standard: RFC 4954 §6',
    text: '530 5.7.0 Authentication required',
  },
  {
    row: 'smtp/policy',
    code: 'sending_refused',
    from: 'standard: RFC 3463 §3, in replies and in bounces (RFC 3464)',
    text: '554 5.7.1 Message rejected',
  },
  {
    row: 'smtp/system-trouble',
    code: 'sending_refused',
    from: 'standard: RFC 3463 §3, in replies and in bounces (RFC 3464)',
    text: '452 4.3.1 Insufficient system storage',
  },
];
