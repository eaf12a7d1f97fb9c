import { clsx } from 'clsx'
import { CheckIcon, XIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Spinner } from './button.tsx'

export type StepState = 'done' | 'current' | 'waiting' | 'failed'

export interface Step {
  label: string
  state: StepState
  detail?: ReactNode
}

const looks: Readonly<Record<StepState, string>> = {
  done: 'border-transparent bg-good-surface text-good-ink',
  current: 'border-transparent bg-accent-soft text-accent-ink',
  waiting: 'border-line-strong/60 text-ink-faint',
  failed: 'border-transparent bg-bad-surface text-bad-ink',
}

const english: Readonly<Record<StepState, string>> = {
  done: 'done',
  current: 'in progress',
  waiting: 'not started',
  failed: 'failed',
}

/** The progress of a process with a few steps, as an ordered list. `words`: for screen readers. */
export function Steps({
  steps,
  words = english,
}: {
  steps: readonly Step[]
  words?: Readonly<Record<StepState, string>>
}) {
  return (
    <ol className="grid">
      {steps.map(({ label, state, detail }, index) => (
        <li key={label} aria-current={state === 'current' ? 'step' : undefined} className="flex gap-3">
          <span className="grid grid-rows-[auto_1fr] justify-items-center">
            <span
              className={clsx('grid size-6 place-items-center rounded-full border text-xs', looks[state])}
            >
              <StepMark state={state} number={index + 1} />
            </span>
            {index < steps.length - 1 && <span aria-hidden className="my-0.5 w-px bg-line" />}
          </span>
          <span className="grid min-w-0 content-start pt-px pb-5">
            <span className={clsx(state === 'waiting' ? 'text-ink-muted' : 'font-medium')}>
              {label}
              <span className="sr-only">, {words[state]}</span>
            </span>
            {detail !== undefined && <span className="text-ink-muted text-sm wrap-anywhere">{detail}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}

function StepMark({ state, number }: { state: StepState; number: number }) {
  if (state === 'current') return <Spinner size={14} />
  if (state === 'done') return <CheckIcon size={14} />
  return state === 'failed' ? <XIcon size={14} /> : number
}
