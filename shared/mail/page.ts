/** The languages of what people read. */
export type PageLanguage = 'en' | 'de';

/** A text in every language, in whose places (`{host}`) values are filled in. Backticks mark literal text. */
export type Text = Readonly<Record<PageLanguage, string>>;

/** Where we know from what a program or a server takes, and when that was so. */
export interface Known {
  readonly from: string;
  /** Month: `2026-11`. */
  readonly asOf: string;
}

/** Text to copy as it is, with a line end at its end. */
export interface LiteralBlock {
  readonly caption: string;
  readonly text: string;
}

/** One thing to do. */
export interface PageStep {
  /** Plain text, in which backticks mark literal text. */
  readonly text: string;
  readonly block: LiteralBlock | null;
}
