import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireAccount } from '#app/_server/require-account.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { getPublicSettings } from '#app/_server/settings.ts'
import { WhereForm } from '#components/connect/where-form.tsx'
import { isRowId } from '#lib/row-id.ts'

export const metadata: Metadata = { title: 'Where do you sell?' }

export default async function WherePage({ params }: { params: Promise<{ attemptId: string }> }) {
  const { attemptId } = await params
  if (!isRowId(attemptId)) notFound()
  await requireAccount(`/connect/where/${attemptId}`)
  return (
    <SellerFrame>
      <WhereForm attemptId={attemptId} companyName={getPublicSettings().companyName} />
    </SellerFrame>
  )
}
