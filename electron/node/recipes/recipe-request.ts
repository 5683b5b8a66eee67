import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Device, KeyForm } from '../../../shared/mail/device.ts';
import type { System } from '../../../shared/recipes/facts/program-facts.ts';
import type { PasswordSupply } from '../../../shared/recipes/password-supply.ts';
import type { RecipeStep } from '../../../shared/recipes/recipe.ts';
import type { KeyFiles, RecipeRequest } from '../../../shared/recipes/setup.ts';
import { fileNameFor } from '../handing.ts';
import { withKeyOf, type AccountOffers } from './offers.ts';

/** What a person wants of a recipe, beside the program. */
export interface RecipeOrder {
  readonly address: string;
  readonly displayName: string;
  readonly system: System;
  readonly password: PasswordSupply;
  /** The device whose key is to be used; null for none. */
  readonly device: Device | null;
  /** Absolute; null for none. */
  readonly trustAnchorFile: string | null;
}

const SYSTEMS_OF_NODE: Readonly<Partial<Record<NodeJS.Platform, System>>> = {
  linux: 'linux',
  darwin: 'macos',
  win32: 'windows',
};

/** The system that this is, as recipes call it; Linux where they know none like it. */
export function ownSystem(platform: NodeJS.Platform = process.platform): System {
  return SYSTEMS_OF_NODE[platform] ?? 'linux';
}

/** Whether a file of a recipe can be put where its program reads it: it is for this system, and not for the person to choose where. */
export function hasPlaceHere(file: RecipeStep['file'], system: System): boolean {
  return file !== null && system === ownSystem() && isAbsolute(file.path);
}

/** Puts together what a recipe is made of: what a run has settled, and what a person wants. */
export function recipeRequest(
  offers: AccountOffers,
  { device, address, displayName, system, password, trustAnchorFile }: RecipeOrder,
  home = homedir(),
): RecipeRequest {
  const { incoming, outgoing } = device === null ? offers : withKeyOf(device, offers);
  return {
    account: { address, displayName, incoming, outgoing },
    system,
    home,
    key:
      device === null
        ? null
        : { deviceName: device.name, algorithm: device.algorithm, files: keyFilesIn(home, device) },
    password,
    trustAnchorFile,
  };
}

/** Where programs that want files find the key: in the person's own folder, out of sight. */
function keyFilesIn(home: string, device: Device): KeyFiles {
  const at = (form: KeyForm): string => join(home, `.letterlock-${fileNameFor(device, form)}`);
  return {
    certificate: at('certificate'),
    privateKey: at('private-key'),
    pem: at('pem'),
    // These a person has to find, and gives them to their program.
    p12: join(home, fileNameFor(device, 'p12')),
    mobileconfig: join(home, fileNameFor(device, 'mobileconfig')),
  };
}
