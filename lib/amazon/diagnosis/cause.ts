import type { MarketplaceSign } from './marketplace-values.ts'
import type { AnswerSign, QuestionId } from './question-table.ts'
import type { ReportSign } from './report-types.ts'
import type { BodyPartSign } from './signs/body-part-signs.ts'
import type { CombinedSign } from './signs/combined-signs.ts'
import type { ComparisonSign } from './signs/comparison-signs.ts'
import type { DetailSign } from './signs/detail-signs.ts'
import type { KnownSign } from './signs/known-signs.ts'
import type { MessageSign } from './signs/message-signs.ts'
import type { OperationSign } from './signs/operation-signs.ts'
import type { OrderSign } from './signs/order-signs.ts'
import type { OriginSign } from './signs/origin-signs.ts'
import type { OutcomeSign } from './signs/outcome-signs.ts'
import type { ParameterSign } from './signs/parameter-signs.ts'
import type { ParticipationSign } from './signs/participation-signs.ts'
import type { ProseSign } from './signs/prose-signs.ts'
import type { RegionSign } from './signs/region-signs.ts'
import type { RequestSign } from './signs/request-signs.ts'
import type { RestrictedTokenSign } from './signs/restricted-token-signs.ts'
import type { ScopeSign } from './signs/scope-signs.ts'
import type { SetupSign } from './signs/setup-topics.ts'
import type { StatusSign } from './signs/status-signs.ts'
import type { TextSign } from './signs/text-signs.ts'
import type { TimelineSign } from './signs/timeline-signs.ts'
import type { UrlSign } from './signs/url-signs.ts'
import type { ValueSign } from './signs/value-signs.ts'

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
  | SetupSign
  | RestrictedTokenSign
  | OrderSign
  | OriginSign
  | ProseSign
  | TimelineSign
  | RegionSign
  | ParticipationSign
  | ValueSign
  | CombinedSign
  | ComparisonSign
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
