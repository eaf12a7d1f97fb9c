'use client'

import { useEffect, useState } from 'react'
import { centralHost, findMarketplace, type PartnerType } from '#lib/amazon/marketplaces.ts'

function hostOf(form: HTMLFormElement): string | null {
  const data = new FormData(form)
  const marketplace = findMarketplace(String(data.get('marketplace') ?? ''))
  const partnerType: PartnerType = data.get('partner') === 'vendor' ? 'vendor' : 'seller'
  return marketplace === null ? null : centralHost(marketplace, partnerType)
}

/** Names the Amazon host that the form's current choices lead to; without JavaScript, in general words. */
export function Destination({
  formId,
  before,
  after,
  anywhere,
}: {
  formId: string
  /** The words before and after the host. */
  before: string
  after: string
  /** Replaces the host while it is unknown. */
  anywhere: string
}) {
  const [host, setHost] = useState<string | null>(null)

  useEffect(() => {
    const form = document.getElementById(formId)
    if (!(form instanceof HTMLFormElement)) return
    const update = () => setHost(hostOf(form))
    // A browser that goes back restores the fields, without an event.
    update()
    form.addEventListener('change', update)
    return () => form.removeEventListener('change', update)
  }, [formId])

  return (
    <p aria-live="polite" className="text-center text-ink-muted text-sm">
      {before}
      {host === null ? (
        anywhere
      ) : (
        <>
          <strong className="font-medium font-mono text-ink wrap-anywhere">
            <bdi>{host}</bdi>
          </strong>
          {after}
        </>
      )}
    </p>
  )
}
