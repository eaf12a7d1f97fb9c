'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { KeptCheckBox } from '../forms/kept-check-box.tsx'
import { useForm } from '../forms/use-form.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** In which other countries the seller sells. A checkbox for each, by its consent group. */
export function PlanForm({
  applicationId,
  partnerType,
  countries,
  isOpen,
  words,
  action,
}: {
  applicationId: string
  partnerType: string
  countries: readonly { readonly group: string; readonly name: string; readonly isPlanned: boolean }[]
  isOpen: boolean
  words: { readonly open: string; readonly where: string; readonly save: string; readonly saving: string }
  action: FormAction
}) {
  const [state, submit] = useForm(action, 'plan', { application: applicationId, partner: partnerType })
  const isReturned = countries.some(({ group }) => state.values[group] !== undefined)
  return (
    <details className="rounded-md border border-line bg-surface text-base" open={isOpen || isReturned}>
      <summary className="flex min-h-11 items-center gap-2 rounded-md px-4 py-2 font-medium hover:bg-sunken">
        <DisclosureIcon />
        {words.open}
      </summary>
      <form action={submit} className="grid gap-4 border-line border-t p-4">
        <FormProblem state={state} />
        <input type="hidden" name="application" value={applicationId} />
        <input type="hidden" name="partner" value={partnerType} />
        <fieldset className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
          <legend className="sr-only">{words.where}</legend>
          {countries.map(({ group, name, isPlanned }) => (
            <KeptCheckBox key={group} state={state} name={group} label={name} usual={isPlanned} />
          ))}
        </fieldset>
        <SubmitButton variant="secondary" wide pendingLabel={words.saving}>
          {words.save}
        </SubmitButton>
      </form>
    </details>
  )
}
