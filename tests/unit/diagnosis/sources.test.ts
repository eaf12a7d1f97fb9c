import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { allCauses } from '#lib/amazon/diagnosis/causes/all-causes.ts'
import { eighthThreads } from './eighth-threads.ts'
import { laterThreads } from './later-threads.ts'
import { latestThreads } from './latest-threads.ts'
import { newerThreads } from './newer-threads.ts'
import { newestThreads } from './newest-threads.ts'
import { seventhThreads } from './seventh-threads.ts'
import { measuredThreads, readThreads } from './threads.ts'

test('docs/diagnosis-sources.md lists every thread', () => {
  const page = readFileSync('docs/diagnosis-sources.md', 'utf8')
  const links = [
    ...allCauses.flatMap(({ seen }) => seen),
    ...[
      ...readThreads,
      ...measuredThreads,
      ...laterThreads,
      ...newerThreads,
      ...newestThreads,
      ...latestThreads,
      ...seventhThreads,
      ...eighthThreads,
    ].map(({ link }) => link),
  ]
  expect(links.filter((link) => !page.includes(`(${link})`))).toEqual([])
})
