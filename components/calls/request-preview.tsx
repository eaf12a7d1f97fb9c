'use client'

import { buildCall, type Entered } from '#lib/amazon/catalog/build-call.ts'
import { operationUrl } from '#lib/amazon/operation-url.ts'
import type { OperationDetail } from '#lib/calls/list-operations.ts'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import type { FormPartner } from './operation-form.tsx'
import { RequestCode } from './request-view.tsx'

/** The request as code, also for operations that aren't run here. */
export function RequestPreview({
  operation,
  partner,
  entered,
  sandbox,
}: {
  operation: OperationDetail
  partner: FormPartner | null
  entered: Entered
  sandbox: boolean
}) {
  const built = buildCall(operation, entered)
  return (
    <details className="min-w-0 border-line border-t pt-3">
      <summary className="flex min-h-8 w-fit items-center gap-2 rounded-sm font-medium hover:text-accent-ink">
        <DisclosureIcon />
        Request as code
      </summary>
      <div className="pt-2">
        {'problems' in built ? (
          <p className="text-ink-muted text-sm">Fill in the required parameters to see the request.</p>
        ) : (
          <div className="min-w-0 overflow-hidden rounded-md border border-line">
            <RequestCode
              request={{
                method: operation.method,
                url: operationUrl(operation.path, { region: partner?.region ?? 'na', sandbox }, built.input),
                headers: {
                  accept: 'application/json',
                  ...built.input.headers,
                  ...(built.input.body !== undefined && { 'content-type': 'application/json' }),
                },
                ...(built.input.body !== undefined && { body: JSON.stringify(built.input.body) }),
              }}
            />
          </div>
        )}
      </div>
    </details>
  )
}
