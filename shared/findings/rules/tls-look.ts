import { tlsVersionName } from '../../mail/tls-version.ts';
import { finding } from '../finding.ts';
import { lastSeen, place, type EndpointView, type Rule } from '../view.ts';

/** The server would agree to what RFC 8996 forbids. Where TLS came about nobody is harmed by it who does not ask for it. */
export const judgeOldVersions: Rule = (view) => {
  const look = lastSeen(view, 'tls-look');
  const tls = lastSeen(view, 'tls-handshake');
  if (look === undefined || tls?.outcome !== 'established' || look.oldVersions.length === 0) return [];
  const { host, port } = place(view);
  const versions = look.oldVersions.map(tlsVersionName).join(', ');
  return [finding('tls_old_versions_accepted', { host, port, versions }, [look.id])];
};

/** The observation that says that the server asks for a client certificate; undefined where there is none. */
export function clientCertificateAsked(view: EndpointView): string | undefined {
  const look = lastSeen(view, 'tls-look');
  return look?.clientCertificate === 'asked' ? look.id : undefined;
}
