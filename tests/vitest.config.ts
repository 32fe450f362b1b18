import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: process.cwd(),
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/template.ts'],
    setupFiles: ['tests/support/no-console-error.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: process.env['VITEST_JSON'] ? ['dot', 'json'] : ['default'],
    ...(process.env['VITEST_JSON'] ? { outputFile: { json: process.env['VITEST_JSON'] } } : {}),
  },
});
