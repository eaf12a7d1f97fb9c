'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { buttonClass } from '../ui/button.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** Two steps without a script: the first opens what it means, the second does it. */
export function DisconnectForm({
  id,
  name,
  companyName,
  manageAppsUrl,
  action,
}: {
  id: string
  name: string
  companyName: string
  manageAppsUrl: string | null
  action: FormAction
}) {
  const [state, submit] = useForm(action)
  return (
    <details
      className="contents [&::details-content]:open:basis-full"
      open={state.problem !== null || undefined}
    >
      <summary className={`${buttonClass({ variant: 'secondary' })}`}>Disconnect</summary>
      <form action={submit} className="mt-2 grid gap-3 rounded-md border border-bad-line bg-bad-surface p-4">
        <FormProblem state={state} />
        <input type="hidden" name="id" value={id} />
        <p>
          {companyName} loses its access to <strong className="font-medium wrap-anywhere">{name}</strong> at
          once, and what it needs for it is destroyed. To take it up again you authorize again.
        </p>
        <p className="text-ink-muted text-sm">
          Amazon keeps listing {companyName} under{' '}
          {manageAppsUrl === null ? (
            'Manage Your Apps'
          ) : (
            <a href={manageAppsUrl} className="rounded-sm text-ink underline underline-offset-4">
              Manage Your Apps
            </a>
          )}{' '}
          until you disable it there, too.
        </p>
        <div>
          <SubmitButton variant="danger" pendingLabel="Disconnecting">
            Disconnect
          </SubmitButton>
        </div>
      </form>
    </details>
  )
}
