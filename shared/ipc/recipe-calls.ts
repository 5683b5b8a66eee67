import type { Language } from '../findings/explain.ts';
import type { ProgramFacts, System } from '../recipes/facts/program-facts.ts';
import type { PasswordStore } from '../recipes/password-supply.ts';
import type { Recipe } from '../recipes/recipe.ts';
import type { ReportSaved } from './report-calls.ts';

/** A mail program that there is a recipe for. */
export type ListedProgram = Pick<ProgramFacts, 'id' | 'name' | 'kind' | 'systems'>;

/** The mail programs, and the system that this is. */
export interface RecipePrograms {
  readonly programs: readonly ListedProgram[];
  readonly system: System;
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
    }
  | { readonly kind: 'servers-first' };

/** The calls about mail programs. */
export interface RecipeCalls {
  'recipe.programs': { readonly args: null; readonly value: RecipePrograms };
  'recipe.make': { readonly args: RecipeRequested; readonly value: RecipeMade };
  /** Writes the file of a step where the person says. The window names the step and no content. */
  'recipe.save': {
    readonly args: {
      readonly request: RecipeRequested;
      /** Its place among the steps, from 0. */
      readonly step: number;
      readonly language: Language;
    };
    readonly value: ReportSaved;
  };
}
