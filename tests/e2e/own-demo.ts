import type { ChildProcess } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { endDemo, findPlace, openDemo, type Place } from './demo.ts'
import { test } from './fixtures.ts'

export interface OwnDemo {
  readonly place: Place
  /** The one that runs there at present. */
  process: ChildProcess
}

/** The same fixtures over a second demo, for this file alone: with other settings, or to be broken. */
export function withOwnDemo(changes: Readonly<Record<string, string>> = {}) {
  return test.extend<object, { readonly ownDemo: OwnDemo }>({
    ownDemo: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are needed
      async ({}, use) => {
        const place = await findPlace()
        const own: OwnDemo = { place, process: await openDemo(place, changes) }
        await use(own)
        await endDemo(own.process)
        await rm(place.folder, { recursive: true })
      },
      { scope: 'worker', timeout: 900_000 },
    ],
    factsFile: ({ ownDemo }, use) => use(ownDemo.place.factsFile),
  })
}
