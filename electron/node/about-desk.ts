import type { AppCalls, AppInfo, Component } from '../../shared/ipc/app-calls.ts';
import type { Handlers } from '../../shared/ipc/dispatch.ts';
import { readLicences } from './licences.ts';
import { version } from './tool.ts';

/** What answers the calls about the program itself. */
export interface AboutDesk {
  readonly handlers: Pick<Handlers, keyof AppCalls>;
}

/**
 * Answers what Letterlock is and what it is made of.
 *
 * @param builtFolder where the lists of licences are; null where there are none, as in a test of the engine alone
 */
export function createAboutDesk(shell: AppInfo['shell'], builtFolder: string | null): AboutDesk {
  return {
    handlers: {
      'app.info': async () => ({ shell, version, components: componentsOf(process.versions) }),
      'app.licences': async () => (builtFolder === null ? [] : readLicences(builtFolder)),
      // A browser has a menu of its own. The app answers this call itself.
      'app.menu': async () => null,
    },
  };
}

/** What this runs on. Electron's BoringSSL has no version: what it says in the place of OpenSSL's is none. */
function componentsOf({ electron, chrome, node, openssl }: NodeJS.ProcessVersions): readonly Component[] {
  if (electron === undefined) {
    return [
      { name: 'Node.js', version: node },
      { name: 'OpenSSL', version: openssl },
    ];
  }
  return [
    { name: 'Electron', version: electron },
    { name: 'Chromium', version: chrome ?? null },
    { name: 'Node.js', version: node },
    { name: 'BoringSSL', version: null },
  ];
}
