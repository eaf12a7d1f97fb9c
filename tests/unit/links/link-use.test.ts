import { expect, test } from 'vitest'
import { linkUse } from '#components/links/link-words.ts'

test.each([
  [false, 0, 'Send it to the seller. It works once and isn’t shown again.'],
  [true, 1, 'It works once. You can also copy it now: it isn’t shown again.'],
  [false, 3, 'Send it to the seller. It works until all 3 regions are connected and isn’t shown again.'],
  [true, 2, 'It works until both regions are connected. You can also copy it now: it isn’t shown again.'],
])('a new link that was sent (%s), for %i regions, says how it works', (isSent, regions, text) => {
  expect(linkUse({ isSent, regions })).toBe(text)
})
