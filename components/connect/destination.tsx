'use client'

import { useEffect, useState } from 'react'
import { centralHost, findMarketplace, type PartnerType } from '#lib/amazon/marketplaces.ts'

function hostOf(form: HTMLFormElement): string | null {
  const data = new FormData(form)
  const marketplace = findMarketplace(String(data.get('marketplace') ?? ''))
  const partnerType: PartnerType = data.get('partner') === 'vendor' ? 'vendor' : 'seller'
  return marketplace === null ? null : centralHost(marketplace, partnerType)
}

/** Names the host at Amazon that the form leads to with its present choices; without JavaScript, in general words. */
export function Destination({ formId }: { formId: string }) {
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
      You will be sent to{' '}
      {host === null ? (
        'Seller Central or Vendor Central of that country.'
      ) : (
        <strong className="font-medium font-mono text-ink wrap-anywhere">{host}</strong>
      )}
    </p>
  )
}
