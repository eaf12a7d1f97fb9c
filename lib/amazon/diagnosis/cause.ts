import type { BodyPartSign } from './body-part-signs.ts'
import type { CombinedSign } from './combined-signs.ts'
import type { DetailSign } from './detail-signs.ts'
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

/** A fact that the pasted text, an error or our records show, or that a user's answer adds. */
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
  | DetailSign
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
 * One root cause of a symptom. `weigh.ts` compares the causes of a symptom. The last of several is general, and has a
 * `check`: what to look at next.
 */
export interface Cause {
  readonly id: string
  /** The rows of Amazon's errors that it explains, numbered as in the simulator's README. */
  readonly rows: readonly string[]
  readonly symptom: Sign
  /** Signs that distinguish it from the symptom's other causes. All of them are required. */
  readonly given: readonly Sign[]
  /** Signs that each make it more likely. */
  readonly supports?: readonly Sign[]
  /** Signs that each rule it out. */
  readonly contradicts?: readonly Sign[]
  /** The question whose answer decides it. */
  readonly decidedBy?: QuestionId
  /** Signs of another reason: with one of them, it is at most likely. */
  readonly likelyBeside?: readonly Sign[]
  /** The highest possible certainty, whatever the evidence. */
  readonly atMost?: Certainty
  readonly who: ResponsibleParty
  readonly title: string
  readonly cause: string
  /** A step with a `{name}` (values.ts) is omitted if the value isn't known. */
  readonly steps: readonly string[]
  /** What to look at to confirm the cause. */
  readonly evidence: string
  readonly check?: string
  /** A page in Amazon's documentation. */
  readonly link: string
  /** Public threads in which it occurred. */
  readonly seen: readonly string[]
  /** The wording for sellers, if they can do something. */
  readonly seller?: { readonly title: string; readonly next: string }
}
