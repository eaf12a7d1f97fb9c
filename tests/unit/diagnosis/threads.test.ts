import { expect, test } from 'vitest'
import { diagnose } from '#lib/amazon/diagnosis/diagnose.ts'
import { readPaste } from '#lib/amazon/diagnosis/read-paste.ts'
import { explainPaste } from '#lib/diagnose/explain-paste.ts'
import { contrastVariations } from './contrast-variations.ts'
import { eighthThreads } from './eighth-threads.ts'
import { eighthVariations } from './eighth-variations.ts'
import { freshVariations } from './fresh-variations.ts'
import { laterThreads } from './later-threads.ts'
import { latestThreads } from './latest-threads.ts'
import { latestVariations } from './latest-variations.ts'
import { newerThreads } from './newer-threads.ts'
import { newestThreads } from './newest-threads.ts'
import { newestVariations } from './newest-variations.ts'
import { seventhThreads } from './seventh-threads.ts'
import { seventhVariations } from './seventh-variations.ts'
import { measuredThreads, readThreads } from './threads.ts'
import { variations } from './variations.ts'

test.each(readThreads)('$link is $id', ({ id, paste }) => {
  expect(diagnose(readPaste(paste))[0]?.id).toBe(id)
})

const strictThreads = [
  ...measuredThreads,
  ...laterThreads,
  ...newerThreads,
  ...newestThreads,
  ...latestThreads,
  ...seventhThreads,
  ...eighthThreads,
]

test.each(strictThreads)('$link is $certainty $id', ({ id, certainty, asks, paste }) => {
  const [first] = diagnose(readPaste(paste))
  expect([first?.id, first?.certainty, first?.questions[0]?.id]).toEqual([id, certainty, asks])
})

test.each([...newerThreads, ...newestThreads].filter(({ decides }) => decides !== undefined))(
  '$link is $decides after $after',
  ({ after, decides, paste }) => {
    expect(explainPaste(paste, after).diagnoses[0]?.id).toBe(decides)
  },
)

const allVariations = [...Object.entries(variations), ...Object.entries(freshVariations)]

test.each(allVariations.flatMap(([kind, all]) => all.map((one) => [kind, ...one] as const)))(
  '%s: %s',
  (_kind, paste, id, certainty) => {
    expect(diagnose(readPaste(paste))[0]).toMatchObject({ id, certainty })
  },
)

test.each([
  ...newestVariations,
  ...latestVariations,
  ...contrastVariations,
  ...seventhVariations,
  ...eighthVariations,
])('%s %s: %s', (id, certainty, paste) => {
  expect(diagnose(readPaste(paste))[0]).toMatchObject({ id, certainty })
})
