import { describe, expect, test } from 'vitest'
import { diagnose } from '#lib/amazon/diagnosis/diagnose.ts'
import { readPaste } from '#lib/amazon/diagnosis/read-paste.ts'
import { explainPaste } from '#lib/diagnose/explain-paste.ts'
import { allRounds } from './threads/all.ts'
import { madeUpInRound9 } from './threads/round-9-made-up.ts'
import { readThreads } from './threads/rounds-1-and-2.ts'
import { accountVariations } from './variations/accounts-and-consent.ts'
import { firstFailures } from './variations/first-failures.ts'
import { libraryVariations } from './variations/libraries-and-results.ts'
import { messageVariations } from './variations/messages-and-bodies.ts'
import { otherWords } from './variations/other-words.ts'
import { setupVariations } from './variations/setup.ts'
import { setupQuestions } from './variations/setup-questions.ts'
import { similarCauses } from './variations/similar-causes.ts'
import { unseenVariations } from './variations/unseen.ts'

test.each(readThreads)('$link is $id', ({ id, paste }) => {
  expect(diagnose(readPaste(paste))[0]?.id).toBe(id)
})

test.each(allRounds)('$link is $certainty $id', ({ id, certainty, asks, paste }) => {
  const [first] = diagnose(readPaste(paste))
  expect([first?.id, first?.certainty, first?.questions[0]?.id]).toEqual([id, certainty, asks])
})

test.each(allRounds.filter(({ decides }) => decides !== undefined))(
  '$link is $decides after $after',
  ({ after, decides, paste }) => {
    expect(explainPaste(paste, after).diagnoses[0]?.id).toBe(decides)
  },
)

test.each(madeUpInRound9)('$link is $certainty $id', ({ id, certainty, asks, after, decides, paste }) => {
  const [first] = explainPaste(paste).diagnoses
  expect([first?.id, first?.certainty, first?.questions[0]?.id]).toEqual([id, certainty, asks])
  if (after !== undefined) expect(explainPaste(paste, after).diagnoses[0]?.id).toBe(decides)
})

const allVariations = [...Object.entries(otherWords), ...Object.entries(unseenVariations)]

test.each(allVariations.flatMap(([kind, all]) => all.map((one) => [kind, ...one] as const)))(
  '%s: %s',
  (_kind, paste, id, certainty) => {
    expect(diagnose(readPaste(paste))[0]).toMatchObject({ id, certainty })
  },
)

test.each([
  ...libraryVariations,
  ...messageVariations,
  ...similarCauses,
  ...accountVariations,
  ...setupVariations,
  ...firstFailures,
])('%s %s: %s', (id, certainty, paste) => {
  expect(diagnose(readPaste(paste))[0]).toMatchObject({ id, certainty })
})

const linesOf = (text: string) => text.trim().split('\n')
const questionsOf = (kind: 'asked' | 'lookalikes') =>
  Object.entries(setupQuestions).flatMap(([id, all]) =>
    linesOf(all[kind]).map((paste) => [id, paste] as const),
  )

describe('a question about how something is set up', () => {
  test.each(questionsOf('asked'))('gets the answer %s: %s', (id, paste) => {
    expect(diagnose(readPaste(paste))[0]).toMatchObject({ id, certainty: 'likely' })
  })

  test.each(questionsOf('lookalikes'))('isn’t %s only because of its words: %s', (id, paste) => {
    expect(diagnose(readPaste(paste))[0]?.id).not.toBe(id)
  })
})
