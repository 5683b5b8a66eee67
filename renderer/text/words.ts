/** Words for each case of a union. */
export type Words<K extends string> = Readonly<Record<K, string>>;
