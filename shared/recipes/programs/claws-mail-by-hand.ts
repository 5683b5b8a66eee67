import type { Setup, StepDraft } from '../setup.ts';
import { isKeyWay } from '../way-in.ts';

/** What is to be entered in the window of an account for fetching mail; no step where there is no such server. */
export function incomingByHand({ incoming, key }: Setup): readonly StepDraft[] {
  if (incoming === null) return [];
  return [
    {
      text: {
        en: 'Also on “Basic”: “Protocol” “IMAP”, “Server for receiving” `{incomingHost}`, “User ID” `{incomingUser}`. On “TLS”: “{incomingSecurity}” for IMAP. On “Advanced”: “IMAP port” `{incomingPort}`.',
        de: 'Auch auf „Allgemein“: „Protokoll“ „IMAP“, „Server zum Empfangen“ `{incomingHost}`, „Benutzer-ID“ `{incomingUser}`. Auf „TLS“: „{incomingSecurity}“ für IMAP. Auf „Erweitert“: „IMAP-Port“ `{incomingPort}`.',
      },
    },
    isKeyWay(incoming.way)
      ? {
          text: {
            en: 'On “TLS”, “Client certificates”, choose `{pem}` as “Certificate for receiving”.',
            de: 'Wählen Sie auf „TLS“ bei „Client-Zertifikate“ als „Zertifikat zum Empfangen“ `{pem}`.',
          },
          values: { pem: key?.files.pem ?? '' },
        }
      : {
          text: {
            en: 'On “Receive”: “Authentication method” “{incomingWay}”.',
            de: 'Auf „Empfangen“: „Authentifizierungsmethode“ „{incomingWay}“.',
          },
        },
  ];
}

/** The same for sending. */
export function outgoingByHand({ outgoing, key }: Setup): readonly StepDraft[] {
  if (outgoing === null) return [];
  return [
    {
      text: {
        en: 'On “Basic”: “SMTP server (send)” `{outgoingHost}`. On “TLS”: “{outgoingSecurity}” for “Send (SMTP)”. On “Advanced”: “SMTP port” `{outgoingPort}`.',
        de: 'Auf „Allgemein“: „SMTP-Server (Senden)“ `{outgoingHost}`. Auf „TLS“: „{outgoingSecurity}“ für „Senden (SMTP)“. Auf „Erweitert“: „SMTP-Port“ `{outgoingPort}`.',
      },
    },
    isKeyWay(outgoing.way)
      ? {
          text: {
            en: 'On “Send”, leave “SMTP Authentication (SMTP AUTH)” off. On “TLS”, “Client certificates”, choose `{pem}` as “Certificate for sending”.',
            de: 'Lassen Sie auf „Senden“ „SMTP-Authentifizierung (SMTP AUTH)“ aus. Wählen Sie auf „TLS“ bei „Client-Zertifikate“ als „Zertifikat zum Senden“ `{pem}`.',
          },
          values: { pem: key?.files.pem ?? '' },
        }
      : {
          text: {
            en: 'On “Send”: “SMTP Authentication (SMTP AUTH)”, “Authentication method” “{outgoingWay}”, “User ID” `{outgoingUser}`.',
            de: 'Auf „Senden“: „SMTP-Authentifizierung (SMTP AUTH)“, „Authentifizierungsmethode“ „{outgoingWay}“, „Benutzer-ID“ `{outgoingUser}`.',
          },
        },
  ];
}
