'use client'

import { type ReactNode, useEffect, useState } from 'react'
import type { PartnerType } from '#lib/amazon/marketplaces.ts'
import { type ChoosableApplication, chosenApplication } from './chosen-application.ts'

/**
 * Of several applications, what the chosen one may see and change; before one is chosen and without JavaScript,
 * `undecided`. Where the kind of partner leaves one application, it is chosen in the form, too.
 */
export function AllowedByChoice({
  formId,
  applications,
  allowed,
  undecided,
}: {
  formId: string
  applications: readonly ChoosableApplication[]
  /** By the application's id. */
  allowed: Readonly<Record<string, ReactNode>>
  undecided: ReactNode
}) {
  const [id, setId] = useState<string | null>(null)

  useEffect(() => {
    const form = document.getElementById(formId)
    if (!(form instanceof HTMLFormElement)) return
    const update = () => {
      const data = new FormData(form)
      const chosen = chosenApplication(
        applications,
        data.get('partner') as PartnerType | null,
        data.get('application') as string | null,
      )
      for (const radio of form.querySelectorAll<HTMLInputElement>('input[type=radio][name=application]'))
        radio.checked = radio.value === chosen
      setId(chosen)
    }
    // A browser that goes back restores the fields, without an event.
    update()
    form.addEventListener('change', update)
    return () => form.removeEventListener('change', update)
  }, [formId, applications])

  return <div className="grid gap-5">{id === null ? undecided : allowed[id]}</div>
}
