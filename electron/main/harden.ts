import { app, type Session, type WebContents } from 'electron';
import { APP_ORIGIN } from './protocol.ts';

/**
 * Closes every way out of the window that Chromium leaves open, for every session and every web contents there will ever
 * be, whoever makes them. Has to be called before the app is ready. The numbers are the items of Electron's security
 * tutorial.
 */
export function hardenApp(): void {
  // 4. With `--no-sandbox` on the command line, which a person wrote there (root in a container cannot do without),
  // enableSandbox would take that word back and no process could start. The window says `sandbox: true` either way.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // The window has no network: behind the policy and webRequest, which judge requests, no address is to be had either,
  // for a name or a literal one, by whatever looks one up ahead of a request. The engine uses Node's resolver.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.on('session-created', hardenSession);
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _certificates, callback) => {
    // Without this Electron presents the first certificate of the person's store.
    event.preventDefault();
    callback();
  });
  app.on('login', (event, _contents, _details, _auth, callback) => {
    event.preventDefault();
    callback();
  });
}

const WRITES_TEXT = 'clipboard-sanitized-write';

function hardenSession(session: Session): void {
  // 5: without handlers Electron grants everything that is asked for. Our page may write text to the clipboard, and nothing
  // else: what stands there is for others to paste. It is never read.
  session.setPermissionRequestHandler((_contents, permission, callback) =>
    callback(permission === WRITES_TEXT),
  );
  session.setPermissionCheckHandler((_contents, permission) => permission === WRITES_TEXT);
  session.setDevicePermissionHandler(() => false);
  // 1: not "https only" but nothing at all beside our own files.
  session.webRequest.onBeforeRequest((details, callback) =>
    callback({ cancel: !details.url.startsWith(`${APP_ORIGIN}/`) }),
  );
  session.on('will-download', (event) => event.preventDefault());
  // The spelling checker fetches dictionaries from a server.
  session.setSpellCheckerEnabled(false);
}

function hardenContents(contents: WebContents): void {
  // 13: the window shows one page for all its life.
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' })); // 14
  contents.on('will-attach-webview', (event) => event.preventDefault()); // 11, 12
  // Without a listener Electron picks the first Bluetooth device that answers.
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault();
    callback('');
  });
  // WebRTC sends datagrams that none of the above sees. Without a proxy this leaves it no way to send one.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
