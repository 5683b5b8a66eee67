import type { Text } from '../mail/page.ts';

/** How a person sees that a key is registered. */
export const REGISTERED: Text = {
  en: 'Let Letterlock sign in with the key. Only an accepted sign-in shows that the server knows it.',
  de: 'Lassen Sie Letterlock sich mit dem Schlüssel anmelden. Nur eine angenommene Anmeldung zeigt, dass der Server ihn kennt.',
};

/** How a person sees that the new certificate of a key has taken the place of the old one. */
export const RENEWED: Text = {
  en: 'Let Letterlock sign in with the key once more, without the old certificate at the server. Only an accepted sign-in shows that it knows the new one.',
  de: 'Lassen Sie Letterlock sich noch einmal mit dem Schlüssel anmelden, ohne das alte Zertifikat auf dem Server. Nur eine angenommene Anmeldung zeigt, dass er das neue kennt.',
};

/** How a person sees that a key is revoked. That it is gone from a list or a file is no proof. */
export const REVOKED: Text = {
  en: 'Let Letterlock try to sign in with the key. Only a refused sign-in shows that it is revoked. Delete the key here only after that.',
  de: 'Lassen Sie Letterlock versuchen, sich mit dem Schlüssel anzumelden. Nur eine abgelehnte Anmeldung zeigt, dass er widerrufen ist. Löschen Sie den Schlüssel hier erst danach.',
};
