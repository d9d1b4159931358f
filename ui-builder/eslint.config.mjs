import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/**
 * app → builder | records | transfer → people | editor → fields → metadata → api; ui and i18n serve all of
 * them, and formula, which knows nothing but numbers, texts and days.
 */
const layers = {
  i18n: [],
  formula: [],
  api: ['i18n'],
  ui: ['i18n'],
  metadata: ['api', 'i18n', 'ui'],
  fields: ['metadata', 'api', 'ui', 'i18n', 'formula'],
  editor: ['fields', 'metadata', 'api', 'ui', 'i18n', 'formula'],
  people: ['metadata', 'api', 'ui', 'i18n'],
  records: ['people', 'editor', 'fields', 'metadata', 'api', 'ui', 'i18n', 'formula'],
  builder: ['people', 'editor', 'fields', 'metadata', 'api', 'ui', 'i18n', 'formula'],
  transfer: ['fields', 'metadata', 'api', 'ui', 'i18n', 'formula'],
};
const all = [...Object.keys(layers), 'app'];

/** Other layers are always named `@/layer`; what goes up by `..` stays inside its own. */
const arrows = Object.entries(layers).map(([layer, allowed]) => {
  const forbidden = all.filter((other) => other !== layer && !allowed.includes(other));
  return {
    files: [`src/${layer}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(@|(\\.\\./)+)/?(${forbidden.join('|')})(/|$)`,
              message: `src/${layer} may use only: ${allowed.join(', ') || 'nothing'}`,
            },
          ],
        },
      ],
    },
  };
});

export default tseslint.config(
  { ignores: ['dist', 'target', 'node_modules', 'src/api/openapi.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.mjs'] } },
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [jsxA11y.flatConfigs.recommended, reactHooks.configs.flat.recommended],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Only src/api calls the server.' },
      ],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      // We do not use the React compiler.
      'react-hooks/incompatible-library': 'off',
      // Focus is moved only where a person has just opened something.
      'jsx-a11y/no-autofocus': 'off',
    },
  },
  ...arrows,
  { files: ['src/api/**'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['**/*.mjs', 'public/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
);
