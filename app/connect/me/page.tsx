import { OwnSignIn } from '#app/_server/own-sign-in.tsx'
import { requireAccount } from '#app/_server/require-account.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { readSession } from '#app/_server/session.ts'
import { Heading } from '#components/connect/heading.tsx'
import { paths } from '#components/paths.ts'

export default async function SellersOwnPage() {
  const ctx = await requireAccount(paths.ownAccount)
  const session = await readSession()
  return (
    <SellerFrame>
      <Heading title="Your sign-in">{session?.person.email}</Heading>
      <div className="grid gap-5 text-base">
        <OwnSignIn ctx={ctx} />
      </div>
    </SellerFrame>
  )
}
