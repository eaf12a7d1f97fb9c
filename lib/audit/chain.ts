import { checksum, sameDigest } from '../vault/digest.ts'

/*
 * The chain that makes the audit log verifiable. Entries are written without it, so that writers never wait for one
 * another; a worker seals them in batches. A batch's hash covers the digests of its entries and the hash of the
 * previous batch, so anyone who knows the newest hash, the head, can tell that nothing in front of it has changed.
 */

/** An entry as it is stored. */
export interface SealableEntry {
  readonly id: number
  readonly happenedAt: Date
  readonly action: string
  readonly outcome: string
  readonly actorKind: string
  readonly actorId: string | null
  readonly accountId: string | null
  readonly targetKind: string
  readonly targetId: string
  readonly details: Readonly<Record<string, unknown>>
  readonly eventId: string | null
  readonly requestId: string | null
  readonly personalDigest: string | null
}

export interface EntryDigest {
  readonly entryId: number
  readonly digest: string
}

export interface Batch {
  readonly number: number
  /** The hash of the batch before. */
  readonly previous: string
  /** The hash of its entries' digests. */
  readonly root: string
  readonly entries: number
  readonly sealedAt: Date
  readonly hash: string
}

/** The head that the first batch follows. */
export const start: Pick<Batch, 'number' | 'hash'> = { number: 0, hash: '0'.repeat(64) }

const list = (purpose: string, values: readonly unknown[]) =>
  checksum(JSON.stringify([`gatehouse audit ${purpose} 1`, ...values]))

/** Every column, and details in an order that the database can't change. */
export function digestEntry(entry: SealableEntry): string {
  return list('entry', [
    ...[
      entry.id,
      entry.happenedAt.toISOString(),
      entry.action,
      entry.outcome,
      entry.actorKind,
      entry.actorId,
    ],
    ...[entry.accountId, entry.targetKind, entry.targetId, entry.eventId, entry.requestId],
    entry.personalDigest,
    Object.entries(entry.details).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  ])
}

function rootOf(digests: readonly EntryDigest[]): string {
  const sorted = digests.toSorted((left, right) => left.entryId - right.entryId)
  return list(
    'root',
    sorted.map(({ entryId, digest }) => [entryId, digest]),
  )
}

function hashOf({ number, previous, root, entries, sealedAt }: Omit<Batch, 'hash'>): string {
  return list('batch', [number, previous, root, entries, sealedAt.toISOString()])
}

/** The next batch of the chain. */
export function sealBatch(
  before: Pick<Batch, 'number' | 'hash'>,
  digests: readonly EntryDigest[],
  sealedAt: Date,
): Batch {
  const facts = {
    number: before.number + 1,
    previous: before.hash,
    root: rootOf(digests),
    entries: digests.length,
    sealedAt,
  }
  return { ...facts, hash: hashOf(facts) }
}

/** Names everything up to a batch: `12-ab34…`. */
export interface Head {
  readonly number: number
  readonly hash: string
}

export function formatHead({ number, hash }: Head): string {
  return `${number}-${hash}`
}

/** Null: this isn't one. */
export function parseHead(text: string): Head | null {
  const [, number, hash] = /^(\d{1,15})-([0-9a-f]{64})$/.exec(text.trim()) ?? []
  return number === undefined || hash === undefined ? null : { number: Number(number), hash }
}

/** A batch with those of its entries that still exist. */
export interface StoredBatch {
  readonly batch: Batch
  readonly digests: readonly EntryDigest[]
  readonly entries: readonly SealableEntry[]
  /** Unless it was erased. */
  readonly personal: readonly { readonly entryId: number; readonly digest: string }[]
}

/** Finds faults within one batch. */
export function checkBatch({ batch, digests, entries, personal }: StoredBatch): string[] {
  const { number } = batch
  const faults: string[] = []
  if (hashOf(batch) !== batch.hash) faults.push(`Batch ${number} was changed: it doesn't match its hash.`)
  if (rootOf(digests) !== batch.root || digests.length !== batch.entries)
    faults.push(`The digests of batch ${number} were changed: they aren't the ones that it sealed.`)
  const present = new Map(entries.map((entry) => [entry.id, entry]))
  const personalDigests = new Map(personal.map(({ entryId, digest }) => [entryId, digest]))
  for (const { entryId, digest } of digests) {
    const entry = present.get(entryId)
    if (entry === undefined) {
      faults.push(`Entry ${entryId} was removed: batch ${number} lists it.`)
      continue
    }
    if (!sameDigest(digestEntry(entry), digest))
      faults.push(`Entry ${entryId} was changed: it doesn't match its digest in batch ${number}.`)
    const personalDigest = personalDigests.get(entryId)
    if (personalDigest !== undefined && !sameDigest(personalDigest, entry.personalDigest))
      faults.push(`The personal data of entry ${entryId} was changed.`)
  }
  return faults
}

/** Finds faults between two batches, or at the beginning of the log. */
export function checkLink(before: Head, { number, previous }: Batch): string[] {
  if (number !== before.number + 1) {
    const [first, last] = [before.number + 1, number - 1]
    return first === last ? [`Batch ${first} was removed.`] : [`Batches ${first} to ${last} were removed.`]
  }
  if (previous === before.hash) return []
  return [`Batch ${number} doesn't follow batch ${before.number}: one of them was replaced.`]
}

/** `found`: the batch with that number, or null. `first`: the oldest batch that is kept. */
export function checkHead(
  head: Head,
  found: Pick<Batch, 'hash'> | null,
  { first, last }: { readonly first: number; readonly last: number },
): string[] {
  const { number } = head
  if (found !== null && found.hash === head.hash) return []
  if (found !== null)
    return [`Batch ${number} was replaced: its hash is ${found.hash}, but the expected head is ${head.hash}.`]
  if (number < first)
    return [`Batch ${number}, the expected head, is older than what is kept: choose a newer head.`]
  return [
    last === 0
      ? `The log was cut off: batch ${number}, the expected head, is missing, and so is every other batch.`
      : `The log was cut off after batch ${last}: batch ${number}, the expected head, is missing.`,
  ]
}

/** Finds faults in the batch that a pruned chain begins with. An entry records the head that was pruned. */
export function checkBase(batch: Batch, pruned: Head, now: Date, leastDays: number): string[] {
  const { number, hash, sealedAt } = batch
  if (hashOf(batch) !== hash) return [`Batch ${number} was changed: it doesn't match its hash.`]
  if (hash !== pruned.hash)
    return [`Batch ${number} was replaced: its hash is ${hash}, but ${pruned.hash} was pruned.`]
  if (now.getTime() - sealedAt.getTime() < leastDays * 86_400_000)
    return [`Batch ${number} was pruned too early: it was sealed on ${sealedAt.toISOString().slice(0, 10)}.`]
  return []
}
