import { redirect } from 'next/navigation'
import { readBindingsOfPage } from '#app/_server/bindings.ts'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { requireAccount } from '#app/_server/people/require-account.ts'
import { readSession } from '#app/_server/people/session.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { getPublicSettings } from '#app/_server/settings.ts'
import { ArrivalForm } from '#components/connect/arrival-form.tsx'
import { paths } from '#components/paths.ts'
import { findReturned, readArrival } from '#lib/attempts/read-own.ts'

export default async function ArrivalPage({ params }: { params: Promise<{ attemptId: string }> }) {
  const { attemptId } = await params
  const ctx = await requireAccount(paths.arrival(attemptId))
  const bindings = await readBindingsOfPage()
  const returned = await findReturned(ctx, attemptId, bindings)
  if (returned !== null) redirect(paths.finish(returned))
  const arrival = await readArrival(ctx, attemptId, bindings).catch(orNotFound('attempt_not_found'))
  const session = await readSession()
  return (
    <SellerFrame>
      <ArrivalForm
        {...arrival}
        companyName={(await getPublicSettings()).companyName}
        accountName={session?.person.accountName ?? session?.person.email ?? ''}
      />
    </SellerFrame>
  )
}
