import type { OpenWindow } from './window.ts';

/** What Thunderbird says where STARTTLS is not offered, with its advice, and what NSS says of a certificate. */
export const PASTED = `Unable to establish a secure link with SMTP server smtp.example.org using STARTTLS since it doesn't advertise that feature. Switch off STARTTLS for that server or contact your service provider.
SEC_ERROR_EXPIRED_CERTIFICATE`;

/** Opens the box for error messages. */
export async function openExplain({ page }: Pick<OpenWindow, 'page'>): Promise<void> {
  await page.click('main button >> text=/^(An error message|Eine Fehlermeldung)$/');
  await page.waitForSelector('#pasted');
}

/** Pastes a text, has it explained, and waits for what comes of it. */
export async function explain({ page }: Pick<OpenWindow, 'page'>, text: string): Promise<void> {
  await page.fill('#pasted', text);
  await page.click('main button[type=submit]');
  await page.waitForSelector(text === '' ? '[aria-invalid]' : '.result h2');
}

/** Opens the report of the result that is shown. */
export async function openSend({ page }: Pick<OpenWindow, 'page'>): Promise<void> {
  await page.click('main button >> text=/^(Report or letter …|Bericht oder Brief …)$/');
  await page.waitForSelector('main pre');
}
