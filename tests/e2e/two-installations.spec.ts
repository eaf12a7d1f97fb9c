import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { type Demo, demoOfWorker, endDemo, findPlace, launchDemo, type OwnDemo } from './demo.ts'
import { withOwnDemo } from './fixtures.ts'
import { signIn } from './story.ts'

const test = withOwnDemo().extend<object, { readonly secondDemo: OwnDemo }>({
  secondDemo: [demoOfWorker(), { scope: 'worker', timeout: 900_000 }],
})

test('two installations on one localhost don’t sign each other out', async ({ page, demo, secondDemo }) => {
  const other: Demo = JSON.parse(readFileSync(secondDemo.place.factsFile, 'utf8'))
  await signIn(page, `${demo.app}/connect/me`, demo.seller)
  await signIn(page, `${other.app}/connect/me`, other.seller)
  for (const origin of [demo.app, other.app]) {
    await page.goto(`${origin}/connect/me`)
    expect(new URL(page.url()).pathname).toBe('/connect/me')
  }
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/sign-in')
  await page.goto(`${demo.app}/connect/me`)
  expect(new URL(page.url()).pathname).toBe('/connect/me')
})

test('once the app responds, everything else is ready', async () => {
  const place = await findPlace()
  const starting = launchDemo(place)
  try {
    const app = `http://localhost:${place.ports.PORT}`
    await expect(async () => expect((await fetch(app)).ok).toBe(true)).toPass({
      timeout: 200_000,
      intervals: [5],
    })
    expect(existsSync(place.factsFile)).toBe(true)
    const facts = JSON.parse(readFileSync(place.factsFile, 'utf8'))
    expect((await fetch(`${facts.api}/readyz`)).status).toBe(200)
    expect((await fetch(facts.simulator)).status).toBe(200)
  } finally {
    await endDemo(starting)
    await rm(place.folder, { recursive: true })
  }
})
