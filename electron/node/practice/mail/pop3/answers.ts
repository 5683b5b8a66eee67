// Answers that are the same before and after sign-in.

export const OK = '+OK';

export const BYE = '+OK Logging out.';

export const UNKNOWN = '-ERR Unknown command.';

/** The line never ends, so nothing can follow. */
export const LINE_TOO_LONG = '-ERR Line too long.';

export const TOO_MANY_ERRORS = '-ERR Too many invalid commands.';
