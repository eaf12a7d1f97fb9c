import { isAmazonError } from '../amazon/errors.ts'
import { saysSecretExpired } from '../amazon/sp-api.ts'

/** Why there are no marketplace participations, in plain words. */
export const participationProblems = {
  vendor: 'Connected. Amazon gives no store details for vendors.',
  refused:
    'Amazon refuses to name the marketplaces (403). Either the application lacks the role Product Listing or Selling Partner Insights, or got it after the seller authorized, or the selling account is deactivated.',
  throttled: 'Amazon allows about one such question a minute, and had had enough. It is asked again later.',
  unavailable: 'Amazon did not answer. It is asked again later.',
  secret_expired:
    'Amazon says that the client secret of the application has expired. It is asked again once another one is in place.',
  unreadable: 'Amazon gave an answer that cannot be read.',
  none: 'Amazon names no marketplace for this selling partner in any region.',
} as const

export type ParticipationProblem = keyof typeof participationProblems

export function explainParticipationProblem(problem: string): string {
  return Object.hasOwn(participationProblems, problem)
    ? participationProblems[problem as ParticipationProblem]
    : problem
}

const passing: readonly ParticipationProblem[] = ['throttled', 'unavailable', 'unreadable', 'secret_expired']

/** Pure. True when it says nothing of the seller, and is over sooner or later. */
export function isPassing(problem: ParticipationProblem): boolean {
  return passing.includes(problem)
}

/** Null for anything that isn't Amazon's. Pure. */
export function toParticipationProblem(error: unknown): ParticipationProblem | null {
  if (!isAmazonError(error)) return null
  if (error.kind === 'unreachable') return 'unavailable'
  if (error.kind === 'unreadable') return 'unreadable'
  if (error.kind === 'sp-api' && saysSecretExpired(error)) return 'secret_expired'
  if (error.status === 429) return 'throttled'
  return error.status >= 500 ? 'unavailable' : 'refused'
}
