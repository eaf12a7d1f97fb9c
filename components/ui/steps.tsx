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

const marks: Record<StepState, { look: string; word: string }> = {
  done: { look: 'border-transparent bg-good-surface text-good-ink', word: 'done' },
  current: { look: 'border-transparent bg-accent-soft text-accent-ink', word: 'in progress' },
  waiting: { look: 'border-line-strong/60 text-ink-faint', word: 'not started' },
  failed: { look: 'border-transparent bg-bad-surface text-bad-ink', word: 'failed' },
}

/** Progress of something that takes a few steps, as an ordered list. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="grid">
      {steps.map(({ label, state, detail }, index) => (
        <li key={label} aria-current={state === 'current' ? 'step' : undefined} className="flex gap-3">
          <span className="grid grid-rows-[auto_1fr] justify-items-center">
            <span
              className={clsx(
                'grid size-6 place-items-center rounded-full border text-xs',
                marks[state].look,
              )}
            >
              <StepMark state={state} number={index + 1} />
            </span>
            {index < steps.length - 1 && <span aria-hidden className="my-0.5 w-px bg-line" />}
          </span>
          <span className="grid min-w-0 content-start pt-px pb-5">
            <span className={clsx(state === 'waiting' ? 'text-ink-muted' : 'font-medium')}>
              {label}
              <span className="sr-only">, {marks[state].word}</span>
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
