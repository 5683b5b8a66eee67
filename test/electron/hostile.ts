/** Where the functions of this file try to go. */
export interface Target {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The port of a STUN server that never answers. */
  readonly udpPort: number;
}

/** The attempts of `reachOut` that a network request belongs to, by the path that they ask for. */
export const REQUESTS = [
  '/beacon',
  '/css',
  '/embed',
  '/events',
  '/fetch',
  '/font',
  '/frame',
  '/image',
  '/no-cors',
  '/object',
  '/prefetch',
  '/preload',
  '/script',
  '/video',
  '/websocket',
  '/worker',
  '/xhr',
] as const;

/**
 * Tries every way a page has to reach a server, at once, and waits for none. Runs inside the page of a window, so it may
 * use nothing from outside itself. A way that throws is one that is closed.
 */
export function reachOut({ url, udpPort }: Target): void {
  const element = (tag: string, properties: Record<string, string>): void => {
    document.body.append(Object.assign(document.createElement(tag), properties));
  };
  const link = (rel: string, href: string, as = ''): void => element('link', { rel, href, as });
  const attempts: readonly (() => unknown)[] = [
    () => fetch(`${url}/fetch`),
    () => fetch(`${url}/no-cors`, { mode: 'no-cors' }),
    () => {
      const request = new XMLHttpRequest();
      request.open('GET', `${url}/xhr`);
      request.send();
    },
    () => new WebSocket(`${url.replace('http', 'ws')}/websocket`),
    () => new EventSource(`${url}/events`),
    () => navigator.sendBeacon(`${url}/beacon`, 'secret'),
    () => new FontFace('lure', `url(${url}/font)`).load(),
    () => new Worker(URL.createObjectURL(new Blob([`void fetch('${url}/worker')`]))),
    () => element('img', { src: `${url}/image` }),
    () => element('script', { src: `${url}/script` }),
    () => element('video', { src: `${url}/video` }),
    () => element('object', { data: `${url}/object` }),
    () => element('embed', { src: `${url}/embed` }),
    () => element('iframe', { src: `${url}/frame` }),
    () => link('stylesheet', `${url}/css`),
    () => link('prefetch', `${url}/prefetch`),
    () => link('preload', `${url}/preload`, 'image'),
    () => link('dns-prefetch', url),
    () => link('preconnect', url),
    async () => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${udpPort}` }] });
      peer.createDataChannel('lure');
      await peer.setLocalDescription(await peer.createOffer());
    },
  ];
  for (const attempt of attempts) {
    void (async () => attempt())().catch(() => undefined);
  }
}

/** Asks WebRTC for the ways out of this machine until it knows no more, and gives those that it found. */
export async function findWaysOut({ udpPort }: Target): Promise<readonly string[]> {
  const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${udpPort}` }] });
  peer.createDataChannel('lure');
  const found: string[] = [];
  const gathered = new Promise<void>((resolve) => {
    // The event without a candidate is the last one.
    peer.onicecandidate = ({ candidate }) =>
      candidate === null ? resolve() : found.push(candidate.candidate);
  });
  await peer.setLocalDescription(await peer.createOffer());
  await gathered;
  peer.close();
  return found;
}

/** Whether a script may make code out of text. Asked from a timer: what Playwright runs itself may. */
export function evaluatesText(): Promise<readonly string[]> {
  return new Promise((resolve) => {
    setTimeout(() => {
      const ways: Record<string, () => unknown> = {
        eval: () => (0, eval)('1'),
        Function: () => new Function('return 1')(),
        timer: () => {
          // The type forbids a text, as does the policy.
          (setTimeout as (code: unknown) => void)('globalThis.ranText = true');
        },
        wasm: () => new WebAssembly.Module(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])),
        innerHTML: () => (document.createElement('p').innerHTML = '<b>text</b>'),
        script: () => (document.createElement('script').text = 'globalThis.ranText = true'),
        handler: () => document.body.setAttribute('onclick', 'globalThis.ranText = true'),
        policy: () =>
          (
            globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): object } }
          ).trustedTypes?.createPolicy('hostile', {}),
        worker: () => new Worker(URL.createObjectURL(new Blob(['']))),
      };
      const open = Object.entries(ways).filter(([, way]) => {
        try {
          way();
          return true;
        } catch {
          return false; // refused: what every way should be
        }
      });
      resolve(open.map(([name]) => name));
    });
  });
}

/** Asks for everything a page can ask a person for, one after the other, and gives the names of what was granted. */
export async function askForPermissions(): Promise<readonly string[]> {
  const mustBe = (wanted: unknown, given: unknown): void => {
    if (given !== wanted) throw new Error(String(given));
  };
  const ways: Record<string, () => Promise<unknown>> = {
    camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
    microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
    screen: () => navigator.mediaDevices.getDisplayMedia(),
    location: () =>
      new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
    'clipboard to read': () => navigator.clipboard.readText(),
    'clipboard to write': () => navigator.clipboard.writeText('text'),
    midi: () => navigator.requestMIDIAccess({ sysex: true }),
    'screen lock': () => navigator.wakeLock.request('screen'),
    fullscreen: () => document.body.requestFullscreen(),
    notifications: async () => mustBe('granted', await Notification.requestPermission()),
    'storage that stays': async () => mustBe(true, await navigator.storage.persist()),
  };
  const granted: string[] = [];
  for (const [name, way] of Object.entries(ways)) {
    try {
      await way();
      granted.push(name);
    } catch {
      // Refused: what every way should be.
    }
  }
  return granted;
}

/** The permissions that a page is told it has without asking. */
export async function permissionsHeld(): Promise<readonly string[]> {
  const names = [
    'camera',
    'microphone',
    'geolocation',
    'notifications',
    'midi',
    'clipboard-read',
    'clipboard-write',
  ];
  const more = ['persistent-storage', 'storage-access', 'screen-wake-lock', 'background-sync', 'local-fonts'];
  const held: string[] = [];
  for (const name of [...names, ...more]) {
    const { state } = await navigator.permissions.query({ name: name as PermissionName });
    if (state === 'granted') held.push(name);
  }
  return held;
}
