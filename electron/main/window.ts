import { BrowserWindow, nativeTheme, type Session } from 'electron';
import type { Language } from '../../shared/findings/explain.ts';
import { APP_URL } from './protocol.ts';
import { LEAST, type Opening } from './window-place.ts';

// The page's own background, light and dark (`--bg` of the renderer's styles): no flash before its first paint.
const BACKGROUND = { light: '#f6f6f4', dark: '#17181b' } as const;

/** What a window is made of. */
export interface WindowOptions {
  readonly session: Session;
  /** Where it opens, and how large. */
  readonly opening: Opening;
  /** What its page begins in. */
  readonly language: Language;
  /** The path of the preload script. */
  readonly preload: string;
  /** Whether developer tools may be opened: never in what people install. */
  readonly devTools: boolean;
}

/**
 * Opens the one window of the app and starts loading its page. It stays hidden until there is something to see.
 * Everything that guards the window is spelled out, also where it is Electron's default: a default may change.
 */
export function openWindow({ session, opening, language, preload, devTools }: WindowOptions): BrowserWindow {
  const { isMaximised, ...bounds } = opening;
  const window = new BrowserWindow({
    title: 'Letterlock',
    ...bounds,
    minWidth: LEAST.width,
    minHeight: LEAST.height,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: background(),
    webPreferences: {
      session,
      preload,
      devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      enableBlinkFeatures: '',
      webviewTag: false,
      plugins: false,
      webgl: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
    },
  });
  const repaint = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
  window.once('ready-to-show', () => {
    if (isMaximised) window.maximize();
    window.show();
  });
  // A page that does not load is a broken build; the rejection carries nothing that the window does not show.
  window.loadURL(`${APP_URL}#${language}`).catch((error: unknown) => console.error(error));
  return window;
}

/** Has a window seen, whether it was hidden, minimised or behind others. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}
