import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LicensedPackage } from '../../shared/ipc/app-calls.ts';
import { isFields, listOf } from './files/fields.ts';

// The parts of build/vite-configs.mjs, each of which is built with a list of its own.
const PARTS = ['main', 'preload', 'renderer', 'cli'] as const;
const FILE_NAME = 'licences.json';
const MOST_PACKAGES = 1000;

/**
 * Every package that was built into a part of Letterlock, once, by name and version. The lists were made by the build out of
 * what really is in the bundles.
 *
 * @param folder what was built: `dist`
 * @throws the system's error where a list is missing, {@link Error} where it is none: the installation is broken
 */
export async function readLicences(folder: string): Promise<readonly LicensedPackage[]> {
  const lists = await Promise.all(PARTS.map((part) => readList(join(folder, part, FILE_NAME))));
  const byName = new Map(lists.flat().map((one) => [`${one.name}@${one.version}`, one]));
  return [...byName.values()].toSorted((left, right) => compare(left.name, right.name));
}

async function readList(path: string): Promise<readonly LicensedPackage[]> {
  const list = listOf(JSON.parse(await readFile(path, 'utf8')), MOST_PACKAGES, packageOf);
  if (list === null) throw new Error(`${path} is no list of packages`);
  return list;
}

/** As Vite writes it. */
function packageOf(value: unknown): LicensedPackage | null {
  if (!isFields(value)) return null;
  const { name, version, identifier, text } = value;
  if (typeof name !== 'string' || typeof version !== 'string') return null;
  return { name, version, licence: textOrNull(identifier), text: textOrNull(text) };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** By code points, the same on every system. */
function compare(left: string, right: string): number {
  return Number(left > right) - Number(left < right);
}
