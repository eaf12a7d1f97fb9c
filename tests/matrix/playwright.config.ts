import { defineConfig } from '@playwright/test'
import { findChromium, launchOptions } from '#scripts/tests/find-chromium.ts'

/** Every page at each width, theme and number of rows, for `npm run matrix`. Too long for `npm test`. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/matrix',
  workers: 1,
  timeout: 1_800_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: launchOptions(await findChromium()),
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    locale: 'en-US',
    timezoneId: 'UTC',
  },
})
