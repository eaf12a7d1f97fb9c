'use client'

import { CirclePauseIcon, PlayIcon } from 'lucide-react'
import { FormOutcome } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** Stops vending for a while, or lets it go on. The tokens are kept. */
export function PauseForm({ id, isPaused, action }: { id: string; isPaused: boolean; action: FormAction }) {
  const [state, submit] = useForm(action)
  return (
    <form action={submit} className="grid justify-items-start gap-3">
      <FormOutcome state={state} />
      <input type="hidden" name="id" value={id} />
      <p className="text-ink-muted">
        {isPaused
          ? 'It is paused: programs get no token for it, and Amazon is not asked. The tokens are kept.'
          : 'Programs get no token for it, at once, and Amazon is not asked. The tokens are kept until it is resumed.'}
      </p>
      <SubmitButton
        variant={isPaused ? 'primary' : 'secondary'}
        pendingLabel={isPaused ? 'Resuming' : 'Pausing'}
      >
        {isPaused ? <PlayIcon size={14} /> : <CirclePauseIcon size={14} />} {isPaused ? 'Resume' : 'Pause'}
      </SubmitButton>
    </form>
  )
}
