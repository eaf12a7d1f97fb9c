import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('no page sets a title besides its heading, since the browser would show that one', () => {
  const pages = globSync('app/**/*.tsx')
  expect(pages.length).toBeGreaterThan(40)
  const titled = pages.filter((page) =>
    /\bmetadata\b[^=]*= \{[^}]*\btitle\b/.test(readFileSync(page, 'utf8')),
  )
  expect(titled).toEqual([])
})
