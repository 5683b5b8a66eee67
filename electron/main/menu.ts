import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../shared/findings/explain.ts';
import type { AppCalls, Command } from '../../shared/ipc/app-calls.ts';
import { menuWords, type MenuWords } from './menu-words.ts';

/** What the page says for the menu: its language, and what of the commands can be chosen now; the others are grey. */
type Told = AppCalls['app.menu']['args'];

/**
 * The application menu: where the window leads, and what copy and paste, zoom and closing need for their keys to work, and
 * nothing that reloads the page or opens developer tools. Outside macOS the bar stays hidden until Alt is pressed.
 */
export class AppMenu {
  readonly #platform: NodeJS.Platform;
  readonly #send: (command: Command) => void;
  #told: Told;

  /**
   * Sets it as it is before there is a page.
   *
   * @param platform as `process.platform` has it
   * @param send takes a command to the window
   */
  constructor(platform: NodeJS.Platform, language: Language, send: (command: Command) => void) {
    this.#platform = platform;
    this.#send = send;
    this.#told = { language, possible: [] };
    this.#set();
  }

  /** The language of the window, which is that of everything beside it. */
  get language(): Language {
    return this.#told.language;
  }

  /** Sets it as the page says. */
  tell(told: Told): void {
    this.#told = told;
    this.#set();
  }

  /** There is no page any more. */
  forget(): void {
    this.tell({ language: this.language, possible: [] });
  }

  #set(): void {
    const template = menuTemplate(this.#platform, this.#told, this.#send);
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }
}

/** The keys of the commands, on every platform. */
const ACCELERATORS: Readonly<Record<Exclude<Command, 'about'>, string>> = {
  'new-check': 'CmdOrCtrl+N',
  'open-report': 'CmdOrCtrl+O',
  'send-report': 'CmdOrCtrl+S',
  keys: 'CmdOrCtrl+K',
  helpdesk: 'CmdOrCtrl+D',
  explain: 'CmdOrCtrl+E',
};

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/** The menu as Electron takes it. Every label is our own: Electron's are English on most systems. */
function menuTemplate(
  platform: NodeJS.Platform,
  { language, possible }: Told,
  send: (command: Command) => void,
): MenuItemConstructorOptions[] {
  const words = menuWords(language);
  const isMac = platform === 'darwin';
  const command = (name: Command): MenuItemConstructorOptions => ({
    id: name,
    label: words.commands[name],
    enabled: possible.includes(name),
    ...(name === 'about' ? {} : { accelerator: ACCELERATORS[name] }),
    click: () => send(name),
  });
  const file: MenuItemConstructorOptions = {
    label: words.file,
    submenu: [
      command('new-check'),
      command('open-report'),
      SEPARATOR,
      command('send-report'),
      SEPARATOR,
      isMac ? { role: 'close', label: words.close } : { role: 'quit', label: words.quit },
    ],
  };
  const go: MenuItemConstructorOptions = {
    label: words.go,
    submenu: [command('keys'), command('helpdesk'), command('explain')],
  };
  const help: MenuItemConstructorOptions = { label: words.help, submenu: [command('about')] };
  const shared = [file, go, editMenu(words), viewMenu(words)];
  return isMac ? [macMenu(words, command('about')), ...shared, windowMenu(words)] : [...shared, help];
}

function macMenu(words: MenuWords, about: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    label: 'Letterlock',
    submenu: [
      about,
      SEPARATOR,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      SEPARATOR,
      { role: 'quit', label: words.quit },
    ],
  };
}

function editMenu(words: MenuWords): MenuItemConstructorOptions {
  return {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      SEPARATOR,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  };
}

function viewMenu(words: MenuWords): MenuItemConstructorOptions {
  return {
    label: words.view,
    submenu: [
      { role: 'resetZoom', label: words.actualSize },
      { role: 'zoomIn', label: words.zoomIn },
      { role: 'zoomOut', label: words.zoomOut },
      SEPARATOR,
      { role: 'togglefullscreen', label: words.fullScreen },
    ],
  };
}

function windowMenu(words: MenuWords): MenuItemConstructorOptions {
  return {
    label: words.window,
    role: 'window',
    submenu: [
      { role: 'minimize', label: words.minimise },
      { role: 'zoom', label: words.zoom },
      SEPARATOR,
      { role: 'front', label: words.front },
    ],
  };
}
