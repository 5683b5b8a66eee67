/** The most accounts of a list. */
export const MOST_ACCOUNTS = 500;

/** The longest list, in characters. */
export const LONGEST_LIST = 1_000_000;
