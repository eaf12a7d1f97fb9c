import { expect, test } from 'vitest'
import { isTagFilter, parseTagFilter } from '#lib/tag-filter.ts'
import { hasTags } from '#lib/tags.ts'

test.each([
  ['plan=pro', { plan: 'pro' }],
  ['note=a,b', { note: 'a,b' }],
  ['note=a, b , plan = pro', { note: 'a, b', plan: 'pro' }],
  ['note=a,,plan=pro', { note: 'a,', plan: 'pro' }],
  ['note=x=y', { note: 'x=y' }],
  ['plan=pro,plan=pro', { plan: 'pro' }],
  ['constructor=pro', { constructor: 'pro' }],
  ['__proto__=pro', JSON.parse('{"__proto__": "pro"}')],
])('a filter by %s is by exactly these tags', (text, tags) => {
  expect(isTagFilter(text)).toBe(true)
  expect(JSON.stringify(parseTagFilter(text))).toBe(JSON.stringify(tags))
})

test.each(['plan', 'pro, plan=pro', '=pro', 'Plan=pro', 'plan=', ',plan=pro', 'plan=pro,plan=basic'])(
  'a filter by %s matches nothing, never more than was meant',
  (text) => {
    for (const tags of [{ plan: 'pro' }, { plan: 'basic' }, { pro: 'pro', plan: 'pro' }, {}])
      expect(hasTags({ tags }, parseTagFilter(text))).toBe(false)
  },
)

test.each(['plan', 'Plan=pro', 'plan=', 'plan=\0'])('%s is said not to be a tag', (text) => {
  expect(isTagFilter(text)).toBe(false)
})
