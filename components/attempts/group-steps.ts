import type { StepView } from '#lib/attempts/read.ts'

export interface StepGroup {
  readonly step: StepView
  /** How often the same happened in a row. */
  readonly times: number
  readonly lastAt: Date
}

/** What happened many times in a row, such as tries while Amazon is away, becomes one line. Pure. */
export function groupSteps(steps: readonly StepView[]): readonly StepGroup[] {
  const groups: StepGroup[] = []
  for (const step of steps) {
    const last = groups.at(-1)
    if (last !== undefined && isRepeat(last.step, step)) {
      groups[groups.length - 1] = { ...last, times: last.times + 1, lastAt: step.happenedAt }
    } else {
      groups.push({ step, times: 1, lastAt: step.happenedAt })
    }
  }
  return groups
}

function isRepeat(one: StepView, other: StepView): boolean {
  return one.problem !== null && one.step === other.step && one.problem.title === other.problem?.title
}
