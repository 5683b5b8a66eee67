import { isDictionary, PLIST, type PlistDictionary, type PlistValue } from './plist.ts';

/**
 * A configuration profile of Apple's systems (apple/device-management) around one payload. One of the same UUID takes the place of the
 * one before.
 *
 * @returns null where something cannot stand in it
 */
export function configuration(uuid: string, name: string, payload: PlistDictionary): string | null {
  return PLIST.write({
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadIdentifier: `org.letterlock.${uuid}`,
    PayloadUUID: uuid,
    PayloadDisplayName: name,
    PayloadOrganization: 'Letterlock',
    PayloadRemovalDisallowed: false,
    PayloadContent: [payload],
  });
}

/** The payload of a profile that has that one alone, of that type; null of any other text. */
export function onlyPayloadIn(text: string, type: string): PlistDictionary | null {
  const profile = PLIST.read(text);
  const [payload, ...others] = listIn(profile?.['PayloadContent']);
  if (profile?.['PayloadType'] !== 'Configuration' || others.length > 0) return null;
  return isDictionary(payload) && payload['PayloadType'] === type ? payload : null;
}

function listIn(value: PlistValue | undefined): readonly PlistValue[] {
  return Array.isArray(value) ? (value as readonly PlistValue[]) : []; // isArray forgets that arrays can be read-only
}
