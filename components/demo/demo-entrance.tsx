'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

const people = [
  { who: 'operator', label: 'Look around as an operator' },
  { who: 'seller', label: 'Look around as a seller' },
] as const

/** Signs a visitor of the demo in with one click. `next`: where to go then, if it is a page for them. */
export function DemoEntrance({
  action,
  next,
  first = 'seller',
}: {
  action: FormAction
  next: string | null
  /** The kind of person that the page is for. */
  first?: 'operator' | 'seller'
}) {
  return (
    <section
      aria-labelledby="demo-entrance"
      className="grid gap-3 rounded-md border border-doubt-line bg-doubt-surface p-4 text-base"
    >
      <div>
        <h2 id="demo-entrance" className="font-semibold">
          This is a demo
        </h2>
        <p className="text-ink-muted text-sm">
          No password needed. You can use both at the same time in one browser.
        </p>
      </div>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(14rem,100%),1fr))] gap-2">
        {people
          .toSorted((one, other) => Number(other.who === first) - Number(one.who === first))
          .map(({ who, label }) => (
            <Enter key={who} who={who} label={label} action={action} next={next} isFirst={who === first} />
          ))}
      </div>
    </section>
  )
}

function Enter({
  who,
  label,
  action,
  next,
  isFirst,
}: {
  who: string
  label: string
  action: FormAction
  next: string | null
  isFirst: boolean
}) {
  const [state, submit] = useForm(action, 'enter')
  return (
    <form action={submit} className="grid gap-2">
      <FormProblem state={state} />
      <input type="hidden" name="who" value={who} />
      <input type="hidden" name="next" value={next ?? ''} />
      <SubmitButton variant={isFirst ? 'primary' : 'secondary'} wide pendingLabel="Signing in">
        {label}
      </SubmitButton>
    </form>
  )
}
