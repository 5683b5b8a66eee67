import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { borders } from './build/eslint-borders.mjs';

const CODE = ['**/*.ts', '**/*.svelte'];

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'release', 'coverage', 'shots', '**/*.generated.ts'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: CODE })),
  ...svelte.configs.recommended,
  {
    files: CODE,
    plugins: { letterlock: { rules: { borders } } },
    languageOptions: {
      globals: { ...globals.es2023 },
      parserOptions: {
        parser: tseslint.parser,
        project: [
          './shared/tsconfig.json',
          './electron/tsconfig.json',
          './electron/main/tsconfig.json',
          './electron/preload/tsconfig.json',
          './renderer/tsconfig.json',
          './test/tsconfig.json',
        ],
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'letterlock/borders': 'error',
      'no-control-regex': 'error',
      eqeqeq: ['error', 'always'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // An interface of async steps is answered by some that have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Functions of our objects use no `this`: they are handed around and taken apart.
      '@typescript-eslint/unbound-method': 'off',
      // Text is taken apart by code points on purpose: what is cut is shown, not typed.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
        {
          selector: 'MemberExpression[object.name="Math"][property.name="random"]',
          message: 'Randomness is handed in, and cryptographic.',
        },
      ],
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', 'Buffer', 'process', 'window', 'document', 'setTimeout'] },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      // Of what comes as properties some may be bound, and then all of them are declared by let.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
      'svelte/require-each-key': 'error',
      'svelte/no-inline-styles': 'error',
      'no-restricted-syntax': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Tests read what they have just made.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['test/electron/**/*.ts', 'test/renderer/**/*.ts'],
    rules: {
      // A page answers with anything, and an attack is made of what is forbidden elsewhere.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-implied-eval': 'off',
    },
  },
);
