import type { DetailText } from './detail-en.ts';

const stream = {
  silent: 'schweigt',
  closed: 'hat die Verbindung geschlossen',
  reset: 'hat die Verbindung abgebrochen',
  'too-long': 'hat mehr gesendet als erlaubt',
  malformed: 'hat Unlesbares gesendet',
  'client-certificate-required': 'will ein Zertifikat von Ihnen sehen',
};

/** How a rung stands at a server, in German. */
export const detailDe: DetailText = {
  steps: {
    resolve: 'seine Adresse wird gesucht',
    'connect-unanswered': 'bisher keine Antwort, vermutlich gesperrt',
    connect: 'Verbindung wird aufgebaut',
    tls: 'Verschlüsselung wird vereinbart',
    starttls: 'Verschlüsselung wird verlangt',
    greeting: 'seine Begrüßung wird erwartet',
    capabilities: 'was bietet er an?',
    'second-look': 'was antwortet dort?',
    'sign-in': 'Anmeldung läuft',
  },
  dns: {
    'not-found': 'einen Server dieses Namens gibt es nicht',
    failed: 'der Name ließ sich nicht auflösen',
    silent: 'keine Auskunft über diesen Namen',
  },
  tcp: {
    refused: 'lehnt die Verbindung ab',
    silent: 'antwortet nicht',
    unreachable: 'ist von hier nicht erreichbar',
    'not-tried': 'liegt im eigenen Netz, wurde nicht versucht',
    reset: 'hat die Verbindung abgebrochen',
    failed: 'war nicht erreichbar',
  },
  tls: {
    'certificate-rejected': 'sein Zertifikat stimmt nicht',
    'not-tls': 'spricht hier kein TLS',
    'version-refused': 'hat keine TLS-Version, die sicher genug ist',
    'client-certificate-required': 'will ein Zertifikat von Ihnen sehen',
    silent: 'antwortet nicht auf den Handshake',
    closed: 'hat die Verbindung beim Handshake geschlossen',
    reset: 'hat den Handshake abgebrochen',
    failed: 'der Handshake ist gescheitert',
  },
  greeting: {
    ...stream,
    preauthenticated: 'sagt, Sie seien schon angemeldet',
    unavailable: 'sagt, er sei nicht verfügbar',
    'other-service': 'ist eine andere Art von Server',
  },
  capabilities: { ...stream, refused: 'sagt nicht, was er anbietet' },
  starttls: {
    ...stream,
    'not-offered': 'bietet kein STARTTLS an',
    refused: 'lehnt STARTTLS ab',
    'extra-bytes': 'hat mit STARTTLS weitere Daten gesendet',
  },
  signIn: {
    rejected: 'nimmt die Anmeldung nicht an',
    'refused-by-us': 'es wurde nichts gesendet',
    failed: 'die Anmeldung kam zu keinem Ende',
  },
  established: (version, until) => (until === null ? version : `${version} · Zertifikat bis ${until}`),
  offers: (mechanisms) => (mechanisms.length === 0 ? 'keine Art der Anmeldung' : mechanisms.join(' · ')),
  accepted: 'angenommen',
  acceptedProved: 'angenommen, und der Server hat sich ausgewiesen',
  acceptedUnproved: 'angenommen, aber ohne den Beweis, den er schuldet',
  reached: 'erreicht',
  crashed: 'diese Prüfung ist bei uns gescheitert',
  skipped: 'nicht geprüft',
  cleartext: 'keine Verschlüsselung, wie von Ihnen verlangt',
};
