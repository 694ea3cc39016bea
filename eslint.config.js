import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const everywhere = [
  { selector: 'TSEnumDeclaration', message: 'No enums: a union of strings.' },
  { selector: 'ExportAllDeclaration', message: 'A door names what it exports.' },
  { selector: 'CatchClause > BlockStatement[body.length=0]', message: 'An error that is caught is dealt with.' }
];
const workerMaking = {
  selector: 'NewExpression[callee.name=/^(Shared)?Worker$/], NewExpression[callee.property.name=/^(Shared)?Worker$/]',
  message: 'Workers are made in src/lib/compute/caller only.'
};
const defaultExport = { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' };
const coreFiles = ['src/lib/{math,domain,quant}/**/*.ts'];
const testFiles = ['**/*.{test,bench,fixture}.ts', 'tests/**/*.ts'];
// Components and tests are left to the compilers: with their types the lint takes three times as long.
const typedFiles = ['src/**/*.ts', 'workers/**/*.ts'];

export default ts.config(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      'node_modules/',
      'coverage/',
      'test-results/',
      'playwright-report/',
      '.cache/',
      'static/',
      '**/assembly/**'
    ]
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', 300],
      'no-restricted-syntax': ['error', ...everywhere],
      'no-undef': 'off',
      // The app is served from the root of its own origin, so plain addresses hold.
      'svelte/no-navigation-without-resolve': 'off',
      // It takes the reason beside an ignored warning for more names; svelte-check judges these comments.
      'svelte/no-unused-svelte-ignore': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true }],
      '@typescript-eslint/consistent-type-imports': 'error'
    }
  },
  {
    files: typedFiles,
    ignores: [...testFiles, '**/*.svelte.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }]
    }
  },
  {
    files: ['src/**/*.ts', 'src/**/*.svelte', 'workers/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, workerMaking] }
  },
  {
    files: ['src/lib/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, workerMaking, defaultExport] }
  },
  {
    files: ['src/lib/compute/caller/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, defaultExport] }
  },
  {
    files: coreFiles,
    rules: {
      // Published coefficients are quoted with all their digits.
      'no-loss-of-precision': 'off',
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'The seed is an argument.' }]
    }
  },
  {
    files: coreFiles,
    ignores: testFiles,
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'The day is an argument.' },
        { name: 'performance', message: 'The core has no clock.' },
        { name: 'crypto', message: 'The seed is an argument.' },
        { name: 'globalThis', message: 'The core touches no world.' }
      ]
    }
  },
  { files: testFiles, rules: { '@typescript-eslint/no-empty-function': 'off', 'no-console': 'off' } },
  { files: ['tools/**', '*.config.{js,ts}'], rules: { 'no-console': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } }
);
