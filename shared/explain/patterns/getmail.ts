import { likely, table, type Pattern } from '../pattern.ts';

/** What getmail says. */
export const OF_GETMAIL: readonly Pattern[] = table('getmail', 'getmail', [
  likely('sign-in', 'auth_password_refused', 'credential/login error'),
]);
