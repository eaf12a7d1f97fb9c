'use client'

import { PlayIcon } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState, useTransition } from 'react'
import type { OperationView } from '#lib/calls/list-operations.ts'
import { FormProblem } from '../forms/form-problem.tsx'
import { emptyForm, type FormAction, toFormData } from '../forms/form-state.ts'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'

export type CallObstacle = keyof typeof obstacles

const obstacles = {
  disconnected: 'This selling partner is disconnected, so there is no token to call with.',
  paused: 'This selling partner is paused. Resume it before you run a call.',
} as const

/** Runs one operation for the chosen selling partner and goes to its result. */
export function CallForm({
  partner,
  chosen,
  operations,
  run,
}: {
  /** The field that chooses the selling partner. */
  partner: ReactNode
  /** Null before one is chosen. `obstacle`: why there is no token to call with. */
  chosen: { id: string; obstacle: CallObstacle | null } | null
  operations: readonly OperationView[]
  run: FormAction
}) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [state, setState] = useState(emptyForm)
  const isReady = chosen !== null && chosen.obstacle === null

  function submit(form: FormData) {
    if (!isReady) return
    start(async () => {
      const result = await run(
        emptyForm,
        toFormData({ authorization: chosen.id, operation: String(form.get('operation')) }),
      )
      setState(result)
      if (result.redirectTo !== undefined) router.push(result.redirectTo)
    })
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit(new FormData(event.currentTarget))
      }}
      className="grid gap-4"
    >
      <div className="grid items-end gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
        <div className="grid gap-1.5">
          <span id="partner-label" className="font-medium">
            Selling partner
          </span>
          {partner}
        </div>
        <SelectField name="operation" label="Operation">
          {operations.map(({ id, method, path }) => (
            <option key={id} value={id}>
              {id} ({method} {path})
            </option>
          ))}
        </SelectField>
        <div className="lg:pb-0.5">
          <Button type="submit" variant="primary" pending={pending} disabled={!isReady}>
            {!pending && <PlayIcon size={14} />}
            {pending ? 'Calling' : 'Run'}
          </Button>
        </div>
      </div>
      {chosen !== null && chosen.obstacle !== null && (
        <p className="text-ink-muted text-sm">{obstacles[chosen.obstacle]}</p>
      )}
      {pending && <Elapsed />}
      <FormProblem state={state} />
    </form>
  )
}

/** Says how long Amazon has been asked. */
export function Elapsed() {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <p role="status" className="text-ink-muted text-sm">
      Asking Amazon
      <span aria-hidden>
        {seconds > 0 && `, ${seconds} s`}
        {seconds >= 5 && '. An answer may take up to half a minute.'}
      </span>
    </p>
  )
}
