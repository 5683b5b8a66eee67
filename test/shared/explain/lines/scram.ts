import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/scram.ts`. */
export const LINES_OF_SCRAM: readonly Line[] = [
  {
    row: 'scram/binding-mismatch',
    code: 'auth_channel_binding_mismatch',
    from: 'standard: RFC 5802 §7',
    text: 'SCRAM error: e=channel-bindings-dont-match',
  },
  {
    row: 'scram/plus-stripped',
    code: 'auth_plus_stripped',
    from: 'standard: RFC 5802 §7',
    text: 'SCRAM error: e=server-does-support-channel-binding',
  },
  {
    row: 'scram/binding-refused',
    code: 'auth_channel_binding_refused',
    from: 'standard: RFC 5802 §7',
    text: 'SCRAM error: e=unsupported-channel-binding-type',
  },
  {
    row: 'scram/invalid-proof',
    code: 'auth_password_refused',
    from: 'standard: RFC 5802 §7',
    text: 'SCRAM error: e=invalid-proof',
  },
  {
    row: 'scram/unknown-user',
    code: 'auth_username_form',
    from: 'standard: RFC 5802 §7',
    text: 'SCRAM error: e=unknown-user',
  },
  {
    row: 'scram/username-encoding',
    code: 'auth_username_refused',
    from: 'standard: RFC 5802 §7',
    text: 'SCRAM error: e=invalid-username-encoding',
  },
  {
    row: 'scram/invalid-encoding',
    code: 'auth_exchange_broken',
    from: 'standard: RFC 5802 §7',
    text: 'SCRAM error: e=invalid-encoding',
  },
];
