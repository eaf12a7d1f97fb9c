'use client'

import { useState } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import { emptyForm, type FormAction, toFormData } from '../forms/form-state.ts'
import { usePending } from '../forms/use-pending.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toaster.tsx'

/** Asks Amazon now, with one read for each role. */
export function CheckRolesButton({ id, check }: { id: string; check: FormAction }) {
  const [pending, start] = usePending()
  const [state, setState] = useState(emptyForm)
  return (
    <span className="flex flex-wrap items-center justify-end gap-2">
      {state.problem !== null && <FormProblem state={state} />}
      <Button
        size="small"
        pending={pending}
        onClick={() =>
          start(async () => {
            const result = await check(emptyForm, toFormData({ id }))
            setState(result)
            if (result.done !== undefined) toast(result.done)
          })
        }
      >
        {pending ? 'Checking with Amazon' : 'Check now'}
      </Button>
    </span>
  )
}
