import { defineConfig } from '@playwright/test'
import { findChromium, launchOptions } from './scripts/tests/find-chromium.ts'

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Each worker has a demo of its own (tests/e2e/fixtures.ts), so no test sees what another one did on another worker.
  workers: 3,
  forbidOnly: true,
  // Limits for what never comes. A machine with other work to do may be ten times slower than a free one.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: launchOptions(await findChromium()),
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    // Each test has an empty cache: a sixth of all work was to compress the same files, and to unpack them.
    extraHTTPHeaders: { 'accept-encoding': 'identity' },
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    // Half of the browser's work would be to draw what nobody looks at. `--trace retain-on-failure` shows why a test
    // fails.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
  },
  projects: [
    // It builds the app twice, which takes longer than any other file: it begins first, so that no worker waits for it.
    { name: 'replicas', testMatch: 'replicas.spec.ts' },
    { name: 'browser', testMatch: '**/*.spec.ts', testIgnore: 'replicas.spec.ts' },
  ],
})
