import { LANGUAGES } from '../../shared/findings/explain.ts';
import type { Pages, PlacePages } from '../../shared/ipc/key-calls.ts';
import type { Device, Registration } from '../../shared/mail/device.ts';
import type { PageLanguage } from '../../shared/mail/page.ts';
import type { Page } from '../../shared/registration/page.ts';
import { registrationPage, renewalPage, revocationPage } from '../../shared/registration/registration.ts';
import { publicFactsOf } from './keys/public-facts.ts';

type Place = Pick<Registration, 'host' | 'server'>;

/** What to hand in at a server for a device. */
export function pagesToRegister(device: Device, { host, server }: Place): PlacePages {
  const facts = publicFactsOf(device, host);
  return { host, server, pages: inAll((language) => registrationPage(server, facts, language)) };
}

/** What to remove at some servers. */
export function pagesToRevoke(device: Device, places: readonly Place[]): readonly PlacePages[] {
  return places.map(({ host, server }) => {
    const facts = publicFactsOf(device, host);
    return { host, server, pages: inAll((language) => revocationPage(server, facts, language)) };
  });
}

/** What each of the servers that a device is for wants for a new certificate on the same key. */
export function pagesToRenew(device: Device, previous: Device): readonly PlacePages[] {
  return device.registrations.map(({ host, server }) => {
    const facts = publicFactsOf(device, host);
    const before = publicFactsOf(previous, host);
    return { host, server, pages: inAll((language) => renewalPage(server, facts, before, language)) };
  });
}

/** The window can change its language at any moment. */
function inAll(pageIn: (language: PageLanguage) => Page): Pages {
  const [en, de] = LANGUAGES.map(pageIn);
  if (en === undefined || de === undefined) throw new RangeError('there are two languages');
  return { en, de };
}
