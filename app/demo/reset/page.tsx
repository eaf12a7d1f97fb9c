import { notFound } from 'next/navigation'
import { Heading } from '#components/connect/heading.tsx'
import { ResetForm } from '#components/demo/reset-form.tsx'
import { SellerFrame } from '../../_server/seller-frame.tsx'
import { getServices } from '../../_server/services.ts'
import { startDemoAfresh } from '../actions.ts'

/** Outside of the dashboard, whose open pages would request changes from a demo that is down. */
export default function ResetPage() {
  if (getServices().demo === null) notFound()
  return (
    <SellerFrame>
      <Heading title="Reset the demo">
        This recreates the company, its sellers and its year of history. Your changes are lost, and everyone
        is signed out.
      </Heading>
      <ResetForm action={startDemoAfresh} />
    </SellerFrame>
  )
}
