import type { OriginsText } from './origins-en.ts';

/** The form of a user name as a source writes it, in words where it is one of the usual ones. */
export function usernameForm(form: string, text: OriginsText): string {
  if (form === '%EMAILADDRESS%') return text.wholeAddress;
  return form === '%EMAILLOCALPART%' ? text.localPart : form;
}
