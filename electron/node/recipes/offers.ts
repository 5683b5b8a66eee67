import type { Device, KeyOutcome } from '../../../shared/mail/device.ts';
import { isSameEndpoint } from '../../../shared/mail/endpoint.ts';
import type { SideOffer } from '../../../shared/recipes/choose-way.ts';
import type { RecipeAccount } from '../../../shared/recipes/setup.ts';
import { LOGIN_COMMAND, type KeyWay, type WayIn } from '../../../shared/recipes/way-in.ts';
import type { Door, Doors } from '../plan.ts';

/** Where an account signs in, and what the servers have there: what a recipe needs of a run. Not masked, and never in a report. */
export type AccountOffers = Pick<RecipeAccount, 'incoming' | 'outgoing'>;

/** What the doors of a run offer to a mail program; null for one where no verified TLS stands. */
export function offersOf({ incoming, outgoing }: Doors): AccountOffers {
  return { incoming: offerOf(incoming), outgoing: offerOf(outgoing) };
}

/** The same with the key of a device, as sign-ins with it have shown. */
export function withKeyOf(device: Device, { incoming, outgoing }: AccountOffers): AccountOffers {
  return { incoming: withTrial(device, incoming), outgoing: withTrial(device, outgoing) };
}

function offerOf(door: Door | null): SideOffer | null {
  if (door?.looked.kind !== 'ready') return null;
  const { endpoint, account, looked } = door;
  return { endpoint, username: account.username, offered: waysIn(endpoint.protocol, looked), keyWay: null };
}

// Where no mechanism is listed, LOGIN stands for the old commands: `imapWaysIn`, `pop3WaysIn`.
function waysIn(
  protocol: Door['endpoint']['protocol'],
  {
    capabilities,
    mechanisms,
  }: { readonly capabilities: readonly string[]; readonly mechanisms: readonly string[] },
): readonly WayIn[] {
  if (protocol === 'imap') {
    const isListed = capabilities.some((name) => name.startsWith('AUTH='));
    const hasCommand = !capabilities.includes('LOGINDISABLED');
    return [...(isListed ? mechanisms : []), ...(hasCommand ? [LOGIN_COMMAND] : [])];
  }
  if (protocol === 'pop3') {
    const isListed = capabilities.some((name) => name.startsWith('SASL'));
    return [...(isListed ? mechanisms : []), ...(capabilities.includes('USER') ? [LOGIN_COMMAND] : [])];
  }
  return mechanisms;
}

const KEY_WAY_OF: Readonly<Record<KeyOutcome, KeyWay | null>> = {
  external: 'EXTERNAL',
  preauth: 'PREAUTH',
  'certificate-alone': 'CERTIFICATE',
  'not-asked': null,
  refused: null,
  'without-effect': null,
};

function withTrial({ trials }: Device, offer: SideOffer | null): SideOffer | null {
  if (offer === null) return null;
  const trial = trials.find(({ endpoint }) => isSameEndpoint(endpoint, offer.endpoint));
  return { ...offer, keyWay: trial === undefined ? null : KEY_WAY_OF[trial.outcome] };
}
