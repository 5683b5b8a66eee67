import { seen, table, vague, type Pattern } from '../pattern.ts';

/** What GNU SASL's program says. */
export const OF_GSASL: readonly Pattern[] = table('gsasl', 'gsasl', [
  vague('sign-in', 'auth_password_refused', 'mechanism error: error authenticating user'),
  seen('mechanism-refused', 'auth_mechanism_not_offered', 'unsupported authentication mechanism'),
  seen('mechanism-missing', 'auth_mechanism_not_offered', 'cannot find mechanism...'),
]);
