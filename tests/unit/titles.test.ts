import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { datedTitle } from '#components/ui/format.ts'

test('no page sets a title besides its heading, since the browser would show that one', () => {
  const pages = globSync('app/**/*.tsx')
  expect(pages.length).toBeGreaterThan(40)
  const titled = pages.filter((page) =>
    /\bmetadata\b[^=]*= \{[^}]*\btitle\b/.test(readFileSync(page, 'utf8')),
  )
  expect(titled).toEqual([])
})

test('each page of a record says which one it shows, so that tabs and recent places can be told apart', () => {
  const pages = globSync('app/ops/**/page.tsx').filter((page) => page.includes('[id]'))
  expect(pages.length).toBeGreaterThan(8)
  const alike = pages.filter((page) => {
    const [, heading = ''] = readFileSync(page, 'utf8').split('<PageHeading')
    return /\btitle=(.)/.exec(heading)?.[1] === '"'
  })
  expect(alike).toEqual([])
  expect(datedTitle('Import', new Date('2026-12-01T14:02:30Z'))).toBe('Import, 1 Dec 2026, 14:02 UTC')
})
