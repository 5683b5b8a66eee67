import type { Language } from '../findings/explain.ts';
import type { ProgramFacts, System } from '../recipes/facts/program-facts.ts';
import type { PasswordStore } from '../recipes/password-supply.ts';
import type { Recipe } from '../recipes/recipe.ts';
import type { InputProblem } from '../mail/parsed.ts';
import type { ReportSaved } from './report-calls.ts';

/** A mail program that there is a recipe for. */
export type ListedProgram = Pick<ProgramFacts, 'id' | 'name' | 'kind' | 'systems' | 'passwordByCommand'>;

/** The mail programs, and the system that this is. */
export interface RecipePrograms {
  readonly programs: readonly ListedProgram[];
  readonly system: System;
  /** Where a person is asked whether a file may be written where a program reads it; null where nobody can be. */
  readonly asksIn: 'dialog' | 'terminal' | null;
}

/** What a recipe is wanted for. */
export interface RecipeRequested {
  /** A run that has settled where the account signs in: the last few are known. */
  readonly runId: string;
  readonly program: string;
  readonly system: System;
  /** As others see the person; may be empty. */
  readonly displayName: string;
  /** Where the program gets the password; null where it asks for it. It is never written into a file from here. */
  readonly store: PasswordStore | null;
  /** The key that it is to use; null for none. */
  readonly deviceId: string | null;
}

/** A recipe in every language; or there is none, as nothing that could be used was reached at the servers. */
export type RecipeMade =
  | {
      readonly kind: 'made';
      readonly recipes: Readonly<Record<Language, Recipe>>;
      /** The QR code of each step, row by row, true where it is dark; null where a step has none. */
      readonly codes: readonly (readonly (readonly boolean[])[] | null)[];
      /** Of each step, whether its file can be put where the program reads it: it is for this system and no practice, has a place of its own, and somebody can be asked. */
      readonly places: readonly boolean[];
    }
  | { readonly kind: 'servers-first' };

/** The file of a step. The window names the step, no place and no content. */
export interface RecipeFileWanted {
  readonly request: RecipeRequested;
  /** Its place among the steps, from 0. */
  readonly step: number;
  readonly language: Language;
}

/** What came of putting a file where a program reads it; the page learns nothing of what stood there. */
export type RecipePlaced =
  /** With the name under which the old file is kept; null where there was none. */
  | { readonly kind: 'placed'; readonly path: string; readonly backup: string | null }
  | { readonly kind: 'same'; readonly path: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly problem: InputProblem };

/** The calls about mail programs. */
export interface RecipeCalls {
  'recipe.programs': { readonly args: null; readonly value: RecipePrograms };
  'recipe.make': { readonly args: RecipeRequested; readonly value: RecipeMade };
  /** Writes the file of a step where the person says. */
  'recipe.save': { readonly args: RecipeFileWanted; readonly value: ReportSaved };
  /** Puts the file of a step where the program reads it, when the person has agreed outside the window. */
  'recipe.place': { readonly args: RecipeFileWanted; readonly value: RecipePlaced };
}
