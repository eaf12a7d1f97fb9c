import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { allCauses } from '#lib/amazon/diagnosis/causes/all-causes.ts'
import { allRounds } from './threads/all.ts'
import { readThreads } from './threads/rounds-1-and-2.ts'

test('docs/diagnosis-sources.md lists every thread', () => {
  const page = readFileSync('docs/diagnosis-sources.md', 'utf8')
  const links = [
    ...allCauses.flatMap(({ seen }) => seen),
    ...[...readThreads, ...allRounds].map(({ link }) => link),
  ]
  expect(links.filter((link) => !page.includes(`(${link})`))).toEqual([])
})
