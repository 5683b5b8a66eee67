import type { Language } from '../../../shared/findings/explain.ts';

/** What the test mail says. Subjects are ASCII, for they stand in a header as they are. */
export const TEST_MAIL_WORDS: Readonly<
  Record<Language, { readonly subject: string; readonly paragraphs: readonly string[] }>
> = {
  en: {
    subject: 'Test mail from Letterlock',
    paragraphs: [
      'You asked Letterlock to send you this mail. It was sent with your account, from your address to your address, to see whether mail leaves and arrives.',
      'If you read this, it does. Letterlock deletes nothing in your mailbox: you can delete this mail yourself.',
    ],
  },
  de: {
    subject: 'Testmail von Letterlock',
    paragraphs: [
      'Sie haben Letterlock gebeten, Ihnen diese Mail zu senden. Sie wurde mit Ihrem Konto von Ihrer Adresse an Ihre Adresse gesendet, um zu sehen, ob Mail hinausgeht und ankommt.',
      'Wenn Sie das lesen, ist es so. Letterlock löscht nichts in Ihrem Postfach: Sie können diese Mail selbst löschen.',
    ],
  },
};
