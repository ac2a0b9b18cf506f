/** The lint of the house. Every rule of our own says why in its message; exceptions stand here, in one list that only shrinks. */
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import vueParser from 'vue-eslint-parser'

const noClock = {
  selector:
    "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Date'][callee.property.name='now']",
  message: 'The clock is an argument (act.now, passed on), so that every rule can be tested at any moment.',
}
const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'config.ts is the only reader of the environment, so that one table lists every setting.',
}
const noExit = {
  selector: "CallExpression[callee.object.name='process'][callee.property.name='exit']",
  message: 'Set process.exitCode instead, so that everything is written out before the end.',
}
const noLocale = {
  selector: 'CallExpression[callee.property.name=/^toLocale/]',
  message: 'Dates and numbers are formatted in web/src/lib only, so that zone and language are decided once.',
}
const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'A named export has one name everywhere.',
}

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      'web/dist/',
      '**/*.gen.ts',
      '**/*.gen.d.ts',
      'data/',
      'data-demo/',
      'contract/',
      'web/public/',
      '.dependency-cruiser.cjs',
      'eslint.config.js',
      'test-results/',
      'playwright-report/',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.ts', '**/*.vue'],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
      'no-restricted-syntax': ['error', noExit, noLocale, noClock, noEnvironment, noDefaultExport],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // The house has no enums and few classes; looking for them takes a quarter of the lint.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/no-v-html': 'error',
      'vue/no-static-inline-styles': ['error', { allowBinding: true }],
      'vue/require-default-prop': 'off',
      'vue/attributes-order': 'off',
      // The lint cannot see the type parameters of a component.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Layout of templates is the formatter's business.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'max-lines-per-function': 'off',
    },
  },
  // Tables of data are as long as what they list; what the compiler alone checks breaks rules on purpose.
  { files: ['**/*.data.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['server/test/promises.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
    },
  },
  // The clock may be read where time enters the program.
  {
    files: [
      'server/src/act.ts',
      'server/src/jobs/**',
      'server/src/cli/**',
      'web/src/**',
      'e2e/**',
      'bench/**',
      'tools/**',
      '**/*.test.ts',
      'server/test/**',
      'server/src/db/embedded/**',
      'server/src/db/embedded.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', noExit, noLocale, noEnvironment, noDefaultExport] },
  },
  {
    files: ['web/src/lib/**'],
    rules: { 'no-restricted-syntax': ['error', noExit, noEnvironment, noDefaultExport] },
  },
  // Tests and tools start processes and read what their runner gives them; tool configurations must export default.
  {
    files: [
      '**/*.test.ts',
      'server/test/**',
      'e2e/**',
      'bench/**',
      'tools/**',
      '**/*.config.ts',
      'server/src/config.ts',
    ],
    rules: {
      'no-restricted-syntax': ['error', noExit],
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
)
