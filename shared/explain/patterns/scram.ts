import { seen, table, vagueCode, type Pattern } from '../pattern.ts';

/** SCRAM's own errors (RFC 5802 §7), which servers repeat in clear text. */
export const OF_SCRAM: readonly Pattern[] = table('SCRAM', 'scram', [
  seen('binding-mismatch', 'auth_channel_binding_mismatch', 'e=channel-bindings-dont-match'),
  seen('plus-stripped', 'auth_plus_stripped', 'e=server-does-support-channel-binding'),
  seen(
    'binding-refused',
    'auth_channel_binding_refused',
    'e=channel-binding-not-supported',
    'e=unsupported-channel-binding-type',
  ),
  vagueCode('invalid-proof', 'auth_password_refused', 'e=invalid-proof'),
  seen('unknown-user', 'auth_username_form', 'e=unknown-user'),
  seen('username-encoding', 'auth_username_refused', 'e=invalid-username-encoding'),
  seen('invalid-encoding', 'auth_exchange_broken', 'e=invalid-encoding', 'e=extensions-not-supported'),
]);
