import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/gsasl.ts`. */
export const LINES_OF_GSASL: readonly Line[] = [
  {
    row: 'gsasl/sign-in',
    code: 'auth_password_refused',
    from: 'run: gsasl 2.2 against the practice server',
    text: 'gsasl: mechanism error: Error authenticating user',
  },
  {
    row: 'gsasl/mechanism-refused',
    code: 'auth_mechanism_not_offered',
    from: 'run: gsasl 2.2 against the practice server',
    text: '. NO Unsupported authentication mechanism.',
  },
  {
    row: 'gsasl/mechanism-missing',
    code: 'auth_mechanism_not_offered',
    from: 'run: gsasl 2.2 against the practice server',
    text: 'Cannot find mechanism...',
  },
];
