import type { ResponsibleParty } from './cause.ts'
import { allCauses } from './causes/all-causes.ts'
import type { Diagnosis } from './diagnose.ts'

export interface SellerWords {
  readonly title: string
  readonly next: string
}

const notTheirs: Readonly<Record<Exclude<ResponsibleParty, 'seller'>, SellerWords>> = {
  operator: {
    title: 'The company has to correct something first',
    next: 'This is not your fault, and your data is safe. Please try again later.',
  },
  developer: {
    title: 'The company has to correct something first',
    next: 'This is not your fault, and your data is safe. Please try again later.',
  },
  amazon: {
    title: 'Amazon isn’t working as it should at the moment',
    next: 'You don’t need to do anything. Please try again later.',
  },
}

/** The diagnosis in words for sellers: what happened and what they can do, without developers' terms. */
export function sellerWords({
  id,
  who,
  title,
  steps,
}: Pick<Diagnosis, 'id' | 'who' | 'title' | 'steps'>): SellerWords {
  const own = allCauses.find((cause) => cause.id === id)?.seller
  if (own !== undefined) return { title: own.title, next: own.next }
  return who === 'seller' ? { title, next: steps[0] ?? '' } : notTheirs[who]
}
