import type { Language } from '../findings/explain.ts';

/** What the menu of the app can ask the window for; `about` and the places of the window. A closed list: nothing else is sent. */
export const COMMANDS = [
  'new-check',
  'keys',
  'helpdesk',
  'open-report',
  'explain',
  'send-report',
  'about',
] as const;

/** One of them. */
export type Command = (typeof COMMANDS)[number];

/** A command on its way to the window. It carries nothing else: no path, no text. */
export interface CommandPush {
  readonly command: Command;
}

/** A program that Letterlock runs on. */
export interface Component {
  readonly name: string;
  /** Null where the program does not say it. */
  readonly version: string | null;
}

/** What the window may know of the program around it. */
export interface AppInfo {
  readonly version: string;
  /** `electron` or `browser`: who shows the window. */
  readonly shell: 'electron' | 'browser';
  /** What it runs on: Electron and Chromium where there are, Node, and what does TLS. */
  readonly components: readonly Component[];
}

/** A package of somebody else that is part of what was built. */
export interface LicensedPackage {
  readonly name: string;
  readonly version: string;
  /** As SPDX has it, `MIT`; null where the package does not say it. */
  readonly licence: string | null;
  /** All of its licence; null where the package has no file with it. */
  readonly text: string | null;
}

/** The calls about the program itself. */
export interface AppCalls {
  'app.info': { readonly args: null; readonly value: AppInfo };
  /** Every package that was built in, by name. */
  'app.licences': { readonly args: null; readonly value: readonly LicensedPackage[] };
  /** Tells the app what its menu and its notifications are written in, and what of the menu is possible now. */
  'app.menu': {
    readonly args: { readonly language: Language; readonly possible: readonly Command[] };
    readonly value: null;
  };
}
