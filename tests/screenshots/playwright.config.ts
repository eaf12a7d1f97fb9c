import { defineConfig } from '@playwright/test'
import { findChromium, launchOptions } from '#scripts/tests/find-chromium.ts'

/** The pictures in docs/images, for `npm run screenshots`. Not part of the tests: looks can't make it fail. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/screenshots',
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: launchOptions(await findChromium()),
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    locale: 'en-US',
    timezoneId: 'UTC',
    deviceScaleFactor: 2,
  },
})
