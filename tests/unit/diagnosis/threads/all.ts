import { round3 } from './round-3.ts'
import { round4 } from './round-4.ts'
import { round5 } from './round-5.ts'
import { round6 } from './round-6.ts'
import { round7 } from './round-7.ts'
import { round8 } from './round-8.ts'
import { round9 } from './round-9.ts'
import { measuredThreads } from './rounds-1-and-2.ts'
import type { AskedThread } from './thread.ts'

/** The threads of all rounds in docs/diagnosis-measurements.md, in their order. */
export const allRounds: readonly AskedThread[] = [
  ...measuredThreads,
  ...round3,
  ...round4,
  ...round5,
  ...round6,
  ...round7,
  ...round8,
  ...round9,
]
