import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { catalogue } from '#lib/amazon/diagnosis/catalogue.ts'
import { heldOut } from './held-out.ts'
import { readThreads } from './threads.ts'

test('docs/diagnosis-sources.md lists every thread', () => {
  const page = readFileSync('docs/diagnosis-sources.md', 'utf8')
  const links = [...catalogue.flatMap(({ seen }) => seen), ...readThreads.map(({ link }) => link)]
  expect(links.filter((link) => !page.includes(`(${link})`))).toEqual([])
})

test('no thread that is held out was used', () => {
  const used = new Set([...catalogue.flatMap(({ seen }) => seen), ...readThreads.map(({ link }) => link)])
  expect(heldOut.filter(({ link }) => used.has(link))).toEqual([])
})
