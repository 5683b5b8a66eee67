import type { CertificateName } from './certificates.ts';
import { USUAL_DISCOVERY, type DiscoveryBehaviour } from './discovery/behaviour.ts';
import { USUAL_MAIL, type MailBehaviour } from './mail/behaviour.ts';

/** Everything that a fault can change. */
export interface Behaviour extends MailBehaviour, DiscoveryBehaviour {
  readonly certificate: CertificateName;
  /** True: runs of this practice trust the one in between, as a computer does whose administrator put it there. */
  readonly isInterceptorTrusted: boolean;
}

/** A server that is well. */
export const USUAL: Behaviour = {
  ...USUAL_MAIL,
  ...USUAL_DISCOVERY,
  certificate: 'good',
  isInterceptorTrusted: false,
};
