import type { BodyPartSign } from './body-part-signs.ts'
import type { CombinedSign } from './combined-signs.ts'
import type { KnownSign } from './known-signs.ts'
import type { MarketplaceSign } from './marketplace-values.ts'
import type { MessageSign } from './message-signs.ts'
import type { OperationSign } from './operation-signs.ts'
import type { OriginSign } from './origin-signs.ts'
import type { OutcomeSign } from './outcome-signs.ts'
import type { ParameterSign } from './parameter-signs.ts'
import type { ProseSign } from './prose-signs.ts'
import type { AnswerSign, QuestionId } from './question-table.ts'
import type { ReportSign } from './report-types.ts'
import type { RequestSign } from './request-signs.ts'
import type { RestrictedTokenSign } from './restricted-token-signs.ts'
import type { ScopeSign } from './scope-signs.ts'
import type { StatusSign } from './status-signs.ts'
import type { TextSign } from './text-signs.ts'
import type { TimelineSign } from './timeline-signs.ts'
import type { UrlSign } from './url-signs.ts'

/** Who has to act before something works again. */
export type ResponsibleParty = 'seller' | 'operator' | 'developer' | 'amazon'

/** One thing that can be seen in a paste, an error or our records, or that a user answered. */
export type Sign =
  | TextSign
  | UrlSign
  | RequestSign
  | StatusSign
  | KnownSign
  | OperationSign
  | MarketplaceSign
  | MessageSign
  | ParameterSign
  | BodyPartSign
  | OutcomeSign
  | ReportSign
  | ScopeSign
  | RestrictedTokenSign
  | OriginSign
  | ProseSign
  | TimelineSign
  | CombinedSign
  | AnswerSign

export type Certainty = 'shown' | 'likely' | 'undecided'

/**
 * One root cause of a symptom. `weigh.ts` is where all of them are compared; the last one of a symptom that has several
 * is general, and has a `check`: the one thing to look at next.
 */
export interface Cause {
  readonly id: string
  /** The rows of Amazon's errors that it explains, as the simulator's README numbers them. */
  readonly rows: readonly string[]
  readonly symptom: Sign
  /** What tells it from the other causes of the symptom: all of them have to be there. */
  readonly given: readonly Sign[]
  /** Each one makes it likelier. */
  readonly supports?: readonly Sign[]
  /** Each one refutes it. */
  readonly contradicts?: readonly Sign[]
  /** The question whose answer decides it. */
  readonly decidedBy?: QuestionId
  /** How certain it can be at most, whatever was seen. */
  readonly atMost?: Certainty
  readonly who: ResponsibleParty
  readonly title: string
  /** In plain words. */
  readonly cause: string
  /** Steps with `{names}` (values.ts) are left out where the value isn't known. */
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
