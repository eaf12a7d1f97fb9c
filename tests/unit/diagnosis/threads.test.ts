import { expect, test } from 'vitest'
import { diagnose } from '#lib/amazon/diagnosis/diagnose.ts'
import { readPaste } from '#lib/amazon/diagnosis/read-paste.ts'
import { freshVariations } from './fresh-variations.ts'
import { laterThreads } from './later-threads.ts'
import { measuredThreads, readThreads } from './threads.ts'
import { variations } from './variations.ts'

test.each(readThreads)('$link is $id', ({ id, paste }) => {
  expect(diagnose(readPaste(paste))[0]?.id).toBe(id)
})

test.each([...measuredThreads, ...laterThreads])(
  '$link is $certainty $id',
  ({ id, certainty, asks, paste }) => {
    const [first] = diagnose(readPaste(paste))
    expect([first?.id, first?.certainty, first?.questions[0]?.id]).toEqual([id, certainty, asks])
  },
)

const allVariations = [...Object.entries(variations), ...Object.entries(freshVariations)]

test.each(allVariations.flatMap(([kind, all]) => all.map((one) => [kind, ...one] as const)))(
  '%s: %s',
  (_kind, paste, id, certainty) => {
    expect(diagnose(readPaste(paste))[0]).toMatchObject({ id, certainty })
  },
)
