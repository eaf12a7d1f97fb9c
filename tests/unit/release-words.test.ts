import { expect, test } from 'vitest'
import { releaseWords } from '#components/people/address-words.ts'

test('a verified email address isn’t called unverified where it can be released', () => {
  expect(releaseWords(null)).toMatch(/^Nobody has verified this email address\./)
  expect(releaseWords('2026-11-29T10:00:00.000Z')).toMatch(/^This person has verified this email address\./)
})
