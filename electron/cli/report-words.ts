import type { Language } from '../../shared/findings/explain.ts';
import type { RedactionLevel } from '../../shared/report/formats.ts';

/** What the command line says of reports. */
export interface ReportWords {
  /** @param hidden how many different things are hidden in it */
  readonly fileWritten: (file: string, level: RedactionLevel, hidden: number) => string;
  readonly textWritten: (file: string) => string;
  readonly preview: (level: RedactionLevel) => string;
  readonly nothingHidden: string;
  readonly noSecrets: string;
  readonly times: (count: number) => string;
  readonly dropped: string;
  readonly noLetter: string;
  readonly subject: string;
  readonly again: (version: string, day: string) => string;
  readonly gone: string;
  readonly added: string;
  readonly changed: string;
  readonly unknown: string;
  readonly leftOut: (count: number) => string;
}

/** The words of each language. */
export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = {
  en: {
    fileWritten: (file, level, hidden) =>
      `A report was written to “${file}” (${level}; ${hidden === 1 ? '1 thing is' : `${hidden} things are`} hidden in it). Read it before you send it.`,
    textWritten: (file) => `“${file}” was written.`,
    preview: (level) => `What is hidden at the level ${level}, and what stands there instead`,
    nothingHidden: 'Nothing is hidden.',
    noSecrets: 'Passwords, keys and tokens are in no report, at no level.',
    times: (count) => (count === 1 ? 'once' : `${count} times`),
    dropped: 'left out',
    noLetter:
      'There is nothing in this report that they could do something about, so that there is no letter.',
    subject: 'Subject',
    again: (version, day) =>
      `This was judged with the rules of today. Letterlock ${version} said otherwise on ${day}:`,
    gone: 'It said, and today’s rules do not',
    added: 'It did not say, and today’s rules do',
    changed: 'It said in another way',
    unknown: 'It said, and this Letterlock does not know what it is',
    leftOut: (count) =>
      `${count === 1 ? '1 part of the report was' : `${count} parts of the report were`} left out: a later Letterlock wrote words into it that this one does not know.`,
  },
  de: {
    fileWritten: (file, level, hidden) =>
      `Ein Bericht wurde nach „${file}“ geschrieben (${level}; ${hidden === 1 ? '1 Sache ist' : `${hidden} Dinge sind`} darin verborgen). Lesen Sie ihn, bevor Sie ihn senden.`,
    textWritten: (file) => `„${file}“ wurde geschrieben.`,
    preview: (level) => `Was auf der Stufe ${level} verborgen ist, und was stattdessen dort steht`,
    nothingHidden: 'Nichts ist verborgen.',
    noSecrets: 'Passwörter, Schlüssel und Token stehen in keinem Bericht, auf keiner Stufe.',
    times: (count) => (count === 1 ? 'einmal' : `${count}-mal`),
    dropped: 'weggelassen',
    noLetter: 'In diesem Bericht ist nichts, woran sie etwas ändern könnten; darum gibt es keinen Brief.',
    subject: 'Betreff',
    again: (version, day) =>
      `Dies wurde nach den Regeln von heute beurteilt. Letterlock ${version} sagte am ${day} anderes:`,
    gone: 'Es sagte, und die Regeln von heute sagen es nicht',
    added: 'Es sagte nicht, und die Regeln von heute sagen es',
    changed: 'Es sagte auf andere Weise',
    unknown: 'Es sagte, und dieses Letterlock weiß nicht, was es ist',
    leftOut: (count) =>
      `${count === 1 ? '1 Teil des Berichts wurde' : `${count} Teile des Berichts wurden`} weggelassen: Ein späteres Letterlock hat Wörter hineingeschrieben, die dieses nicht kennt.`,
  },
};
