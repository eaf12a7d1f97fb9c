import { expect, test } from 'vitest'
import { secretWords } from '#components/applications/secret-words.ts'
import { alertTopics, byUrgency } from '#components/shell/alert.ts'

test('what fails now comes before what can wait, and each keeps its place among its equals', () => {
  const alerts = (['later', 'soon', 'now', 'soon', 'now'] as const).map((urgency, place) => ({
    urgency,
    place,
  }))
  expect(byUrgency(alerts).map(({ place }) => place)).toEqual([2, 4, 1, 3, 0])
})

test('folded alerts name each topic once', () => {
  const topics = ['incident', 'secret', 'incident', 'quarantine'] as const
  expect(alertTopics(topics.map((topic) => ({ topic })))).toBe('incidents, client secrets, quarantine')
})

test('a refused client secret is said to be refused, however long it would have lived', () => {
  const age = { level: 'fine', createdOn: '2026-10-23', daysLeft: 150, endsOn: '2027-04-21' } as const
  expect(secretWords(age, false)).toMatchObject({ tone: 'good', short: '150 days left' })
  expect(secretWords(age, true)).toMatchObject({ tone: 'bad', short: 'Refused' })
})
