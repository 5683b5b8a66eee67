import { writtenAs } from '../formats/format.ts';
import { MOBILECONFIG, type ProfileAuthentication, type ProfileServer } from '../formats/mobileconfig.ts';
import type { ChosenSide, RecipeDraft, Setup } from '../setup.ts';
import { LOGIN_COMMAND, type WayIn } from '../way-in.ts';
import { proofOf, trustAnchor } from '../window-steps.ts';
import { byProfile, onMac, onPhone } from './apple-mail-steps.ts';

/** Apple Mail: a configuration profile; or by hand what no profile can say, as a certificate to sign in with. */
export function appleMailRecipe(setup: Setup): RecipeDraft {
  const profile = profileFor(setup);
  const byHand = setup.system === 'macos' ? onMac : onPhone;
  return {
    steps: [...trustAnchor(setup), ...(profile === null ? byHand(setup) : byProfile(setup, profile))],
    proof: proofOf(setup),
  };
}

// No other way in can stand in a profile.
const AUTHENTICATIONS: Readonly<Record<WayIn, ProfileAuthentication>> = {
  'CRAM-MD5': 'EmailAuthCRAMMD5',
  PLAIN: 'EmailAuthPassword',
  LOGIN: 'EmailAuthPassword',
  [LOGIN_COMMAND]: 'EmailAuthPassword',
};

/** Null where one of the servers is missing, or something cannot stand in a profile. */
function profileFor(setup: Setup): string | null {
  const { address, displayName } = setup;
  const incoming = serverFor(setup.incoming);
  const outgoing = serverFor(setup.outgoing);
  if (incoming === null || outgoing === null) return null;
  return writtenAs(MOBILECONFIG, {
    protocol: setup.incoming?.endpoint.protocol === 'pop3' ? 'pop3' : 'imap',
    address,
    displayName: displayName === '' ? address : displayName,
    incoming,
    outgoing,
  });
}

function serverFor(side: ChosenSide | null): ProfileServer | null {
  const authentication = side === null ? undefined : AUTHENTICATIONS[side.way];
  if (side === null || authentication === undefined) return null;
  return {
    host: side.endpoint.host,
    port: side.endpoint.port,
    username: side.username,
    authentication,
  };
}
