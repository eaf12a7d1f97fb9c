import { isAmazonError } from '../amazon/errors.ts'

/** Why there are no marketplace participations, in plain words. */
export const participationProblems = {
  vendor: 'Connected. Amazon gives no store details for vendors.',
  refused:
    'Amazon refused to name the marketplaces. Most often the application lacks the role Product Listing or Selling Partner Insights, or has got it after the seller authorized.',
  throttled: 'Amazon allows about one such question a minute, and had had enough. It is asked again later.',
  unavailable: 'Amazon did not answer. It is asked again later.',
  unreadable: 'Amazon gave an answer that cannot be read.',
  none: 'Amazon names no marketplace for this selling partner in any region.',
} as const

export type ParticipationProblem = keyof typeof participationProblems

export function explainParticipationProblem(problem: string): string {
  return Object.hasOwn(participationProblems, problem)
    ? participationProblems[problem as ParticipationProblem]
    : problem
}

/** Null for anything that isn't Amazon's. Pure. */
export function toParticipationProblem(error: unknown): ParticipationProblem | null {
  if (!isAmazonError(error)) return null
  if (error.kind === 'unreachable') return 'unavailable'
  if (error.kind === 'unreadable') return 'unreadable'
  if (error.status === 429) return 'throttled'
  return error.status >= 500 ? 'unavailable' : 'refused'
}
