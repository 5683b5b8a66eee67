import type { Confidence, FindingCode } from '../findings/finding.ts';

/** Texts in lower case that have to stand in one line, all of them, each as whole words. */
export type Form = readonly string[];

/** What a row of every table has: its name, whose words it knows, and the forms that these come in. */
export interface Row {
  /** Unique over all tables. */
  readonly id: string;
  /** Whose words they are: a program, a library inside of many, a kind of server, a provider. */
  readonly of: string;
  readonly forms: readonly Form[];
}

/** One thing that programs say, and the finding that it stands for. */
export interface Pattern extends Row {
  readonly code: FindingCode;
  /** `seen` where a code settles it, `likely` where only the words do. */
  readonly confidence: Confidence;
  /** Whether it only says that something failed: it counts where nothing in the text says why. */
  readonly isVague: boolean;
}

/** A row of a table before it belongs to one. A form is one text, or several that stand in one line. */
type Said = Omit<Pattern, 'of'>;
type Words = string | Form;

/** The rows of one program, with its name in front of their ids. */
export function table(of: string, name: string, rows: readonly Said[]): readonly Pattern[] {
  return rows.map((row) => ({ ...row, of, id: `${name}/${row.id}` }));
}

/** A code, or words that this program has for nothing else. */
export function seen(id: string, code: FindingCode, ...forms: readonly Words[]): Said {
  return { id, code, forms: forms.map(formOf), confidence: 'seen', isVague: false };
}

/** Words that most likely mean this. */
export function likely(id: string, code: FindingCode, ...forms: readonly Words[]): Said {
  return { ...seen(id, code, ...forms), confidence: 'likely' };
}

/** Words for anything that went wrong, where this is the most frequent cause. */
export function vague(id: string, code: FindingCode, ...forms: readonly Words[]): Said {
  return { ...likely(id, code, ...forms), isVague: true };
}

/** A code that says no and leaves the cause to words: it counts where none are known. */
export function vagueCode(id: string, code: FindingCode, ...forms: readonly Words[]): Said {
  return { ...seen(id, code, ...forms), isVague: true };
}

/**
 * An SMTP reply with its enhanced code (RFC 2034), as it stands in dialogues, in lines of longer replies and in the bytes that
 * Python prints.
 */
export function reply(codes: string, ...others: Form): readonly Form[] {
  const [code = '', enhanced = ''] = codes.split(' ');
  return [codes, `${code}-${enhanced}`, `${code} #${enhanced}`, `(${code}, b'${enhanced}`].map((form) => [
    form,
    ...others,
  ]);
}

/**
 * An enhanced code without its reply, as bounces and logs name it (RFC 3464 §2.3.4), and Thunderbird, which leaves the reply
 * code out.
 */
export function status(enhanced: string): readonly Form[] {
  return [
    `status: ${enhanced}`,
    `status code: ${enhanced}`,
    `dsn=${enhanced}`,
    `#${enhanced}`,
    `responded: ${enhanced}`,
    `antwortete: ${enhanced}`,
  ].map((form) => [form]);
}

function formOf(words: Words): Form {
  return typeof words === 'string' ? [words] : words;
}
