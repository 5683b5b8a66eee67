import type { Language } from '../../findings/explain.ts';
import type { ConnectionSecurity } from '../../mail/endpoint.ts';

/** The words of a letter around its findings. */
export interface LetterWords {
  readonly greeting: string;
  readonly subject: (what: string, more: number) => string;
  readonly intro: (facts: {
    readonly version: string;
    readonly when: string;
    readonly about: string;
  }) => string;
  readonly at: string;
  readonly localTime: string;
  readonly seen: string;
  readonly likely: string;
  readonly serverSays: (words: string) => string;
  readonly reproduce: string;
  readonly standards: string;
  readonly securities: Readonly<Record<ConnectionSecurity, string>>;
  readonly port: string;
  readonly nothingSent: string;
  readonly sentInTls: string;
  /** Where a person had chosen to send it unencrypted, for which there is no excuse in a letter. */
  readonly noneInside: string;
  readonly offer: string;
  readonly end: string;
}

/** The words in each language. */
export const LETTER_WORDS: Readonly<Record<Language, LetterWords>> = {
  en: {
    greeting: 'Dear support team,',
    subject: (what, more) => (more === 0 ? what : `${what} (and ${more} more)`),
    intro: ({ version, when, about }) =>
      `I have had the mail servers of ${about} checked by Letterlock ${version}, a program that looks for what keeps mail from working, on ${when}. What follows was seen, and I would be grateful if you could look into it.`,
    at: 'at',
    localTime: 'local time',
    seen: 'Seen at',
    likely: 'This is concluded from what was seen; it is likely, not certain.',
    serverSays: (words) => `The server’s own words: “${words}”`,
    reproduce: 'You can see it yourself with:',
    standards: 'Described in',
    securities: {
      'implicit-tls': 'TLS from the first byte',
      starttls: 'STARTTLS',
      cleartext: 'without encryption',
    },
    port: 'port',
    nothingSent: 'No password was sent for this check, and none is in this letter.',
    sentInTls:
      'A password was sent in this check only inside TLS with a valid certificate, and none is in this letter.',
    noneInside: 'No password is in this letter.',
    offer:
      'On request I will send the whole report of the check. Please do not ask me for my password: nothing here needs it.',
    end: 'Thank you, and kind regards',
  },
  de: {
    greeting: 'Guten Tag,',
    subject: (what, more) => (more === 0 ? what : `${what} (und ${more} weitere)`),
    intro: ({ version, when, about }) =>
      `ich habe die Mailserver von ${about} am ${when} mit Letterlock ${version} prüfen lassen, einem Programm, das sucht, was Mail am Funktionieren hindert. Dabei wurde gesehen, was unten steht, und ich wäre Ihnen dankbar, wenn Sie dem nachgehen könnten.`,
    at: 'um',
    localTime: 'Ortszeit',
    seen: 'Gesehen bei',
    likely: 'Das ist aus dem Gesehenen geschlossen; es ist wahrscheinlich, nicht sicher.',
    serverSays: (words) => `Die Worte des Servers: „${words}“`,
    reproduce: 'Sie können es selbst sehen mit:',
    standards: 'Beschrieben in',
    securities: {
      'implicit-tls': 'TLS ab dem ersten Byte',
      starttls: 'STARTTLS',
      cleartext: 'ohne Verschlüsselung',
    },
    port: 'Port',
    nothingSent: 'Für diese Prüfung wurde kein Passwort gesendet, und in diesem Brief steht keines.',
    sentInTls:
      'Ein Passwort wurde bei dieser Prüfung nur innerhalb von TLS mit gültigem Zertifikat gesendet, und in diesem Brief steht keines.',
    noneInside: 'In diesem Brief steht kein Passwort.',
    offer:
      'Auf Wunsch schicke ich Ihnen den ganzen Bericht der Prüfung. Bitte fragen Sie mich nicht nach meinem Passwort: Nichts hiervon braucht es.',
    end: 'Vielen Dank und freundliche Grüße',
  },
};
