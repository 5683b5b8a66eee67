import { LANGUAGES, type Language } from '../../shared/findings/explain.ts';
import { decodeDocument, encodeDocument } from '../node/files/checked-document.ts';
import { isFields } from '../node/files/fields.ts';

/** A part of a screen, in its pixels: where it begins, and how large it is. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a window was: its size and place while it is not maximised, and whether it is. */
export interface WindowPlace {
  readonly area: Area;
  readonly isMaximised: boolean;
}

/** What is remembered of a window that was closed. */
export interface KeptWindow {
  readonly place: WindowPlace;
  /** The one that was chosen; null where it is the system's. */
  readonly language: Language | null;
}

/** Where to open a window. Without `x` and `y` the system puts it in the middle. */
export interface Opening {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
  readonly isMaximised: boolean;
}

/** The least that a window can be made. */
export const LEAST = { width: 720, height: 560 } as const;

const USUAL: Opening = { width: 1040, height: 740, isMaximised: false };
const KIND = { format: 'letterlock-window', version: 1 } as const;

// Larger than any desktop of several screens.
const FARTHEST = 100_000;

// So much of a window has to be on a screen, for it to be seen and taken hold of.
const SEEN = { width: 160, height: 40 } as const;

/** What is remembered of the window as a file. */
export function encodeWindow({ place: { area, isMaximised }, language }: KeptWindow): Uint8Array {
  return encodeDocument({ ...KIND, content: { area, isMaximised, language } });
}

/** Reads such a file; null for anything else: what is broken, or of a newer Letterlock, is no window of ours. */
export function decodeWindow(bytes: Uint8Array): KeptWindow | null {
  const read = decodeDocument(bytes, KIND);
  if (read.kind !== 'whole') return null;
  const { area, isMaximised, language } = read.content;
  const named = areaOf(area);
  if (named === null || typeof isMaximised !== 'boolean') return null;
  return {
    place: { area: named, isMaximised },
    language: LANGUAGES.find((known) => known === language) ?? null,
  };
}

/**
 * Where to open the window: where it was, as far as the screens of today allow it. It is never larger than the screen that it
 * is on, never smaller than it can be made, and where too little of it would be seen it goes to the middle.
 *
 * @param place null where it is not known: then it has its usual size
 * @param screens what windows may cover of each screen, the main one first
 */
export function openingOn(place: WindowPlace | null, screens: readonly Area[]): Opening {
  if (place === null) return USUAL;
  const { area, isMaximised } = place;
  const screen = screens.find((one) => isSeen(area, one)) ?? screens[0] ?? area;
  const size = sizeOn(area, screen);
  // Asked of what is left of it: one that was larger than the screen can have been seen by its other end alone.
  return isSeen({ ...area, ...size }, screen)
    ? { ...size, x: area.x, y: Math.max(area.y, screen.y), isMaximised }
    : { ...size, isMaximised };
}

/** Whether two places are the same. */
export function isSamePlace(one: WindowPlace, other: WindowPlace): boolean {
  const { x, y, width, height } = one.area;
  const isSameArea =
    x === other.area.x && y === other.area.y && width === other.area.width && height === other.area.height;
  return isSameArea && one.isMaximised === other.isMaximised;
}

function areaOf(value: unknown): Area | null {
  if (!isFields(value)) return null;
  const { x, y, width, height } = value;
  if (!isPixels(x) || !isPixels(y) || !isPixels(width) || !isPixels(height)) return null;
  return { x, y, width, height };
}

function isPixels(value: unknown): value is number {
  return Number.isSafeInteger(value) && Math.abs(value as number) <= FARTHEST; // an integer is a number
}

function sizeOn({ width, height }: Area, screen: Area): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(Math.min(width, screen.width), LEAST.width),
    height: Math.max(Math.min(height, screen.height), LEAST.height),
  };
}

/** By its upper edge, which is where a window is moved. */
function isSeen(area: Area, screen: Area): boolean {
  const width = Math.min(area.x + area.width, screen.x + screen.width) - Math.max(area.x, screen.x);
  const isOn = area.y >= screen.y - SEEN.height && area.y + SEEN.height <= screen.y + screen.height;
  return isOn && width >= SEEN.width;
}
