import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Batch,
  checkBase,
  checkBatch,
  checkHead,
  checkLink,
  digestEntry,
  formatHead,
  parseHead,
  type SealableEntry,
  sealBatch,
  start,
} from '#lib/audit/chain.ts'
import { digestPersonal, splitDetails } from '#lib/audit/personal.ts'

const sealedAt = new Date('2026-11-22T12:00:00.000Z')
const entryOf = (id: number, changes: Partial<SealableEntry> = {}): SealableEntry => ({
  id,
  happenedAt: new Date('2026-11-22T11:59:00.000Z'),
  action: 'authorization.paused',
  outcome: 'done',
  actorKind: 'operator',
  actorId: 'p',
  accountId: null,
  targetKind: 'authorization',
  targetId: 'a',
  details: { b: 1, a: 'x' },
  eventId: null,
  requestId: 'r',
  personalDigest: null,
  ...changes,
})
const digestsOf = (entries: readonly SealableEntry[]) =>
  entries.map((entry) => ({ entryId: entry.id, digest: digestEntry(entry) }))
const stored = (
  entries: readonly SealableEntry[],
  batch = sealBatch(start, digestsOf(entries), sealedAt),
) => ({
  batch,
  entries,
  digests: digestsOf(entries),
  personal: [],
})

test('a batch with all of its entries is valid, in whatever order the database returns details', () => {
  expect(checkBatch(stored([entryOf(1), entryOf(2)]))).toEqual([])
  const reordered = entryOf(1, { details: { a: 'x', b: 1 } })
  expect(digestEntry(reordered)).toBe(digestEntry(entryOf(1)))
})

test('G4: every column of an entry is part of its digest', () => {
  const before = digestEntry(entryOf(1))
  const changes: Partial<SealableEntry>[] = [
    { id: 2 },
    { happenedAt: new Date('2026-11-22T11:59:00.001Z') },
    { action: 'authorization.resumed' },
    { outcome: 'failed' },
    { actorKind: 'admin' },
    { actorId: null },
    { accountId: 'x' },
    { targetKind: 'account' },
    { targetId: 'b' },
    { details: { a: 'x', b: 2 } },
    { eventId: 'e' },
    { requestId: null },
    { personalDigest: 'd' },
  ]
  expect(changes.map((change) => Object.keys(change)[0]).toSorted()).toEqual(
    Object.keys(entryOf(1)).toSorted(),
  )
  for (const change of changes) expect(digestEntry(entryOf(1, change))).not.toBe(before)
})

describe('G4: the faults of a batch are reported', () => {
  const sound = stored([entryOf(1), entryOf(2)])

  test.each([
    [
      'a changed entry',
      { entries: [entryOf(1, { outcome: 'failed' }), entryOf(2)] },
      ["Entry 1 was changed: it doesn't match its digest in batch 1."],
    ],
    ['a removed entry', { entries: [entryOf(1)] }, ['Entry 2 was removed: batch 1 lists it.']],
    [
      'changed personal data',
      { personal: [{ entryId: 2, digest: 'd' }] },
      ['The personal data of entry 2 was changed.'],
    ],
    [
      'a digest that was removed with its entry',
      { entries: [entryOf(1)], digests: digestsOf([entryOf(1)]) },
      ["The digests of batch 1 were changed: they aren't the ones that it sealed."],
    ],
    [
      'another time',
      { batch: { ...sound.batch, sealedAt: new Date(0) } },
      ["Batch 1 was changed: it doesn't match its hash."],
    ],
  ])('%s', (_what, change, faults) => {
    expect(checkBatch({ ...sound, ...change })).toEqual(faults)
  })
})

test('batches that are missing or were replaced break the chain', () => {
  const first = sealBatch(start, digestsOf([entryOf(1)]), sealedAt)
  const second = sealBatch(first, digestsOf([entryOf(2)]), sealedAt)
  const third = sealBatch(second, digestsOf([entryOf(3)]), sealedAt)
  const fourth = sealBatch(third, digestsOf([entryOf(4)]), sealedAt)
  expect([...checkLink(start, first), ...checkLink(first, second), ...checkLink(second, third)]).toEqual([])
  expect(checkLink(first, third)).toEqual(['Batch 2 was removed.'])
  expect(checkLink(first, fourth)).toEqual(['Batches 2 to 3 were removed.'])
  const forged = sealBatch(start, digestsOf([entryOf(1, { outcome: 'failed' })]), sealedAt)
  expect(checkLink(forged, second)).toEqual(["Batch 2 doesn't follow batch 1: one of them was replaced."])
})

test('G4: an expected head exposes a truncated tail and a chain that was forged to its end', () => {
  const batch = sealBatch(start, digestsOf([entryOf(1)]), sealedAt)
  const bounds = { first: 1, last: 1 }
  expect(checkHead(batch, batch, bounds)).toEqual([])
  expect(checkHead({ number: 3, hash: batch.hash }, null, bounds)).toEqual([
    'The log was cut off after batch 1: batch 3, the expected head, is missing.',
  ])
  expect(checkHead(batch, null, { first: 0, last: 0 })).toEqual([
    'The log was cut off: batch 1, the expected head, is missing, and so is every other batch.',
  ])
  const other = 'f'.repeat(64)
  expect(checkHead({ number: 1, hash: other }, batch, bounds)).toEqual([
    `Batch 1 was replaced: its hash is ${batch.hash}, but the expected head is ${other}.`,
  ])
  expect(checkHead(batch, null, { first: 5, last: 9 })).toEqual([
    'Batch 1, the expected head, is older than what is kept: choose a newer head.',
  ])
})

test('a chain may begin with a batch that was pruned after twelve months, as the log says', () => {
  const batch = sealBatch({ number: 6, hash: 'a'.repeat(64) }, digestsOf([entryOf(1)]), sealedAt)
  const later = (days: number) => new Date(sealedAt.getTime() + days * 86_400_000)
  expect(checkBase(batch, batch, later(365), 365)).toEqual([])
  expect(checkBase(batch, batch, later(364), 365)).toEqual([
    'Batch 7 was pruned too early: it was sealed on 2026-11-22.',
  ])
  const other = 'f'.repeat(64)
  expect(checkBase(batch, { number: 7, hash: other }, later(400), 365)).toEqual([
    `Batch 7 was replaced: its hash is ${batch.hash}, but ${other} was pruned.`,
  ])
  const older: Batch = { ...batch, sealedAt: new Date('2020-01-01') }
  expect(checkBase(older, batch, later(0), 365)).toEqual(["Batch 7 was changed: it doesn't match its hash."])
})

test('a printed head can be parsed', () => {
  const head = { number: 12, hash: 'ab'.repeat(32) }
  expect(parseHead(` ${formatHead(head)}\n`)).toEqual(head)
  for (const text of ['', '12', '12-ab', `x-${head.hash}`, `12-${head.hash}0`])
    expect(parseHead(text)).toBeNull()
})

test('names, texts and IP addresses are stored separately from ids, codes and counts', () => {
  const split = splitDetails(
    { name: 'Olivia', personId: 'p', count: 3, label: null, isShared: true, reason: 'expired' },
    '192.0.2.1',
  )
  expect(split.facts).toEqual({ personId: 'p', count: 3, label: null, isShared: true, reason: 'expired' })
  const { salt, content, digest } = split.personal ?? { salt: '', content: '{}', digest: '' }
  expect(JSON.parse(content)).toEqual({ address: '192.0.2.1', details: { name: 'Olivia' } })
  expect(digest).toBe(digestPersonal(salt, content))
  expect(splitDetails({ personId: 'p' }, null).personal).toBeNull()
  const again = splitDetails({}, '192.0.2.1').personal
  expect(again?.digest, 'the same address has another digest each time').not.toBe(
    splitDetails({}, '192.0.2.1').personal?.digest,
  )
})

test('G4: any change in a chain is detected', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
      fc.nat(),
      fc.constantFrom('change', 'remove', 'forge'),
      (sizes, at, how) => {
        let id = 0
        let before: Pick<Batch, 'number' | 'hash'> = start
        const chain = sizes.map((size) => {
          const entries = Array.from({ length: size }, (_, index) => entryOf(id + index + 1))
          id += size
          const one = stored(entries, sealBatch(before, digestsOf(entries), sealedAt))
          before = one.batch
          return one
        })
        const verify = (batches: typeof chain) =>
          batches.flatMap((one, index) => [
            ...checkLink(batches[index - 1]?.batch ?? start, one.batch),
            ...checkBatch(one),
          ])
        expect(verify(chain)).toEqual([])
        const victim = at % chain.length
        const [target] = chain[victim]?.entries ?? []
        if (target === undefined) return
        const changed = { ...target, details: { ...target.details, b: 2 } }
        const tampered = chain.map((one, index) => {
          if (index !== victim) return one
          if (how === 'remove') return { ...one, entries: one.entries.slice(1) }
          const entries = [changed, ...one.entries.slice(1)]
          if (how === 'change') return { ...one, entries }
          const previous = chain[index - 1]?.batch ?? start
          return stored(entries, sealBatch(previous, digestsOf(entries), sealedAt))
        })
        const head = chain.at(-1)?.batch ?? start
        const last = tampered.at(-1)?.batch ?? start
        const faults = [...verify(tampered), ...checkHead(head, last, { first: 1, last: last.number })]
        expect(faults).not.toEqual([])
      },
    ),
  )
})
