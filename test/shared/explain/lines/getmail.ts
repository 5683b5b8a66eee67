import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/getmail.ts`. */
export const LINES_OF_GETMAIL: readonly Line[] = [
  {
    row: 'getmail/sign-in',
    code: 'auth_password_refused',
    from: "documented: getmail's own texts",
    text: 'getmailOperationError error (SimpleIMAPSSLRetriever: credential/login error)',
  },
];
