import type { KnownSign } from './known-signs.ts'
import type { RequestSign } from './request-signs.ts'
import type { StatusSign } from './status-signs.ts'
import type { TextSign } from './text-signs.ts'
import type { UrlSign } from './url-signs.ts'

/** Who has to act before something works again. */
export type ResponsibleParty = 'seller' | 'operator' | 'developer' | 'amazon'

/** One thing that can be seen in a paste, an error or our records. */
export type Sign = TextSign | UrlSign | RequestSign | StatusSign | KnownSign

/**
 * One root cause. It is diagnosed when its symptom and everything in `given` is there; of the causes of one symptom,
 * the first that fits. The last one of a symptom has an empty `given` and, where the symptom has several causes, a
 * `check`: the one thing to look at next.
 */
export interface Cause {
  readonly id: string
  /** The rows of Amazon's errors that it explains, as the simulator's README numbers them. */
  readonly rows: readonly string[]
  readonly symptom: Sign
  readonly given: readonly Sign[]
  readonly who: ResponsibleParty
  readonly title: string
  /** In plain words. */
  readonly cause: string
  readonly steps: readonly string[]
  /** What to look at to be sure. */
  readonly evidence: string
  readonly check?: string
  /** A page of Amazon's. */
  readonly link: string
  /** Public threads that show it. */
  readonly seen: readonly string[]
  /** What the seller is told, when the seller can do something. */
  readonly seller?: { readonly title: string; readonly next: string }
}
