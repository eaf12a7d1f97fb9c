import { expect, test } from 'vitest'
import { arrivalWords, pendingProblemWords } from '#components/applications/rotation-words.ts'

const pending = { pendingSecretEnding: 'beef', policy: 'promote', isOutdated: false } as const

test.each([
  ['client_secret_refused', 'Amazon is rejecting the new client secret'],
  ['refused_for_an_hour', 'Amazon is rejecting the new client secret'],
  ['client_secret_untried', 'The new client secret hasn’t been tested yet'],
  ['application_changed', 'The new client secret hasn’t been tested yet'],
])('after %s, the page says “%s”', (pendingProblem, title) => {
  expect(pendingProblemWords({ ...pending, pendingProblem }).title).toBe(title)
})

test('a secret that is older by the dates waits for a person, whatever the last try said', () => {
  for (const pendingProblem of [null, 'client_secret_refused'])
    expect(pendingProblemWords({ ...pending, isOutdated: true, pendingProblem }).title).toBe(
      'A client secret from Amazon waits for you',
    )
})

test('a new secret that an administrator activates isn’t tried again by Gatehouse', () => {
  const { next } = pendingProblemWords({
    ...pending,
    pendingProblem: 'client_secret_untried',
    policy: 'manual',
  })
  expect(next).toMatch(/^Activate it again/)
})

test('a requested secret has to be read from the queue only where Gatehouse doesn’t read it', () => {
  const queueUrl = 'https://sqs.us-east-1.amazonaws.com/123456789012/secrets'
  const byHand = 'Read it there and save it here.'
  expect(arrivalWords(null)).toBe(byHand)
  expect(arrivalWords({ queueUrl: null, policy: 'promote' })).toBe(byHand)
  expect(arrivalWords({ queueUrl, policy: 'manual' })).toMatch(/Activate it here/)
  expect(arrivalWords({ queueUrl, policy: 'automatic' })).toMatch(/tests it and activates it/)
})
